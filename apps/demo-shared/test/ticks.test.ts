import { createApi } from '@sluice/core'
import type { EventSourceMessage } from 'eventsource-parser'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { ticks } from '../src/operations/ticks.ts'
import { readEvents, take } from './read-events.ts'
import { rawAnswer, serveOperation } from './serve-operation.ts'

const NOW = 1_700_000_000_000

/** The number of the tick that is due now, ten milliseconds each. */
const DUE = NOW / 10

interface Tick {
  readonly number: number
  readonly missed: boolean
}

/** Only the date stands still: what waits goes on waiting. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  onTestFinished(() => void vi.useRealTimers())
})

/** The ticks for a client that was away since `lastEventId`, if it was there before. */
async function follow(lastEventId?: number, every = 10): Promise<AsyncGenerator<EventSourceMessage, void>> {
  const api = createApi({ title: 'Test', version: '1', operations: [ticks] })
  const headers = lastEventId === undefined ? undefined : { 'last-event-id': String(lastEventId) }
  const leave = new AbortController()
  onTestFinished(() => leave.abort())
  return readEvents(
    await api.request(`/ticks?every=${every}`, { signal: leave.signal, ...(headers && { headers }) }),
  )
}

async function takeTicks(events: AsyncIterator<EventSourceMessage, void>, count: number): Promise<Tick[]> {
  return (await take(events, count)).map(({ event, data, id }) => {
    const tick = JSON.parse(data) as Tick
    expect([event, id]).toEqual(['tick', String(tick.number)])
    return tick
  })
}

/** So many ticks in a row. */
function inARow(first: number, count: number, missed: boolean): Tick[] {
  return Array.from({ length: count }, (_, index) => ({ number: first + index, missed }))
}

describe('GET /ticks', () => {
  test('sends the tick that is due, and each of those that follow', async () => {
    const events = await follow()
    expect(await takeTicks(events, 1)).toEqual(inARow(DUE, 1, false))
    vi.setSystemTime(NOW + 9)
    const next = takeTicks(events, 3)
    vi.setSystemTime(NOW + 30)
    expect(await next).toEqual(inARow(DUE + 1, 3, false))
  })

  test('numbers them the same for whoever asks', async () => {
    const [one, other] = await Promise.all([follow(), follow()])
    vi.setSystemTime(NOW + 50)
    expect(await takeTicks(one, 6)).toEqual(await takeTicks(other, 6))
  })

  test('says first when to come back', async () => {
    const { port, streams } = await serveOperation(ticks)
    const answer = rawAnswer(port, 'GET /ticks?every=60000')
    await vi.waitFor(() => expect(streams.size).toBe(1))
    void streams.drain()
    expect(await answer).toMatch(/\r\n\r\n[\da-f]+\r\nretry: 300\n\n/)
  })

  test('sends what a client has missed, and goes on from there', async () => {
    const events = await follow(DUE - 3)
    expect(await takeTicks(events, 3)).toEqual(inARow(DUE - 2, 3, true))
    vi.setSystemTime(NOW + 20)
    expect(await takeTicks(events, 2)).toEqual(inARow(DUE + 1, 2, false))
  })

  test('has nothing to make up for who comes back at once', async () => {
    const events = await follow(DUE)
    vi.setSystemTime(NOW + 10)
    expect(await takeTicks(events, 1)).toEqual(inARow(DUE + 1, 1, false))
  })

  test('sends the last 10,000 of more that were missed', async () => {
    const events = await follow(DUE - 10_001)
    const missed = await takeTicks(events, 10_000)
    expect(missed).toEqual(inARow(DUE - 9_999, 10_000, true))
    vi.setSystemTime(NOW + 10)
    expect(await takeTicks(events, 1)).toEqual(inARow(DUE + 1, 1, false))
  })

  test('sends all that were missed, if they are no more', async () => {
    const missed = await takeTicks(await follow(DUE - 10_000), 10_000)
    expect(missed).toEqual(inARow(DUE - 9_999, 10_000, true))
  })

  test('sends the last 10,000 of more that its machine slept through', async () => {
    const events = await follow()
    await take(events, 1)
    vi.setSystemTime(NOW + 3_600_000)
    expect(await takeTicks(events, 10_000)).toEqual(inARow(DUE + 360_000 - 9_999, 10_000, false))
  })

  test('counts anew for who counted at another pace', async () => {
    // A hundred times as many ticks as there have been.
    expect(await takeTicks(await follow(DUE, 1_000), 1)).toEqual(inARow(NOW / 1_000, 1, false))
  })

  test('repeats nothing when the clock is set back', async () => {
    const events = await follow()
    await take(events, 1)
    vi.setSystemTime(NOW - 3_000)
    const again = await follow(DUE)
    const next = Promise.all([takeTicks(events, 1), takeTicks(again, 1)])
    vi.setSystemTime(NOW + 10)
    expect(await next).toEqual([inARow(DUE + 1, 1, false), inARow(DUE + 1, 1, false)])
  })

  test.each(['every=9', 'every=60001', 'every=1.5', 'every=soon', `viewer=${'x'.repeat(101)}`])(
    'refuses %s',
    async (query) => {
      const { url } = await serveOperation(ticks)
      const answer = await fetch(`${url}/ticks?${query}`)
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({ errors: [{ location: `query.${query.split('=')[0]}` }] })
    },
  )

  test.each(['-1', '1.5', 'x'])('refuses %s as the last that came', async (id) => {
    const { url } = await serveOperation(ticks)
    expect((await fetch(`${url}/ticks`, { headers: { 'last-event-id': id } })).status).toBe(422)
  })

  test('ends properly when the server drains, and leaves nothing when the client does', async () => {
    const { url, streams, errors } = await serveOperation(ticks)
    const leave = new AbortController()
    const left = await fetch(`${url}/ticks`, { signal: leave.signal })
    const events = readEvents(await fetch(`${url}/ticks`))
    await take(events, 1)
    await left.body?.getReader().read()
    expect(streams.size).toBe(2)
    leave.abort()
    await vi.waitFor(() => expect(streams.size).toBe(1))
    void streams.drain()
    expect(await events.next()).toEqual({ done: true, value: undefined })
    expect(streams.size).toBe(0)
    expect(errors).toEqual([])
  })
})
