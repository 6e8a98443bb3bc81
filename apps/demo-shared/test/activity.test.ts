import type { StreamOutcome } from '@sluice/core'
import type { EventSourceMessage } from 'eventsource-parser'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Activity } from '../src/activity/activity.ts'
import type { EndedStream, StreamRecord } from '../src/activity/stream-record.ts'
import { activity } from '../src/operations/activity.ts'
import { bytes } from '../src/operations/bytes.ts'
import { fail } from '../src/operations/fail.ts'
import { ticks } from '../src/operations/ticks.ts'
import { readEvents } from './read-events.ts'
import { openSocket, type Served, serveOperations } from './serve-operation.ts'

/** Counts who listens. */
class CountedActivity extends Activity {
  listeners = 0

  override onEnd(listener: (ended: EndedStream) => void): () => void {
    this.listeners += 1
    const stop = super.onEnd(listener)
    return () => {
      this.listeners -= 1
      stop()
    }
  }
}

interface Watched extends Served {
  readonly activity: CountedActivity
  /** Somebody who reads `/activity`. */
  watch(): Promise<Viewer>
}

async function serveWatched(): Promise<Watched> {
  const streams = new CountedActivity()
  const served = await serveOperations([activity(streams), ticks, bytes, fail], streams)
  return {
    ...served,
    activity: streams,
    watch: () => Viewer.open(served.url),
  }
}

class Viewer {
  readonly #events: AsyncGenerator<EventSourceMessage, void>
  readonly #leaving: AbortController

  private constructor(answer: Response, leaving: AbortController) {
    this.#events = readEvents(answer)
    this.#leaving = leaving
    onTestFinished(() => this.leave())
  }

  static async open(url: string): Promise<Viewer> {
    const leaving = new AbortController()
    return new Viewer(await fetch(`${url}/activity`, { signal: leaving.signal }), leaving)
  }

  /** The next look at what runs that has in it what is looked for. */
  async running(isIt: (streams: readonly StreamRecord[]) => boolean): Promise<readonly StreamRecord[]> {
    for (;;) {
      const { streams } = (await this.#next('running')) as { readonly streams: readonly StreamRecord[] }
      if (isIt(streams)) return streams
    }
  }

  async ended(): Promise<EndedStream> {
    return (await this.#next('ended')) as EndedStream
  }

  leave(): void {
    this.#leaving.abort()
  }

  async #next(name: string): Promise<unknown> {
    for (;;) {
      const next = await this.#events.next()
      if (next.done === true) return expect.fail(`There is no further event ${name}.`)
      const { event, data } = next.value
      if (event === name) return JSON.parse(data)
    }
  }
}

const MILLISECONDS = expect.any(Number)

describe('GET /activity', () => {
  test('shows what runs, itself too, as it grows', async () => {
    const { url, watch } = await serveWatched()
    const viewer = await watch()
    const itself = { method: 'GET', target: '/activity', status: 200 }
    expect(await viewer.running((streams) => streams.some(({ events }) => events > 1))).toMatchObject([
      itself,
    ])

    const followed = readEvents(await fetch(`${url}/ticks?every=10&viewer=a`))
    onTestFinished(() => void followed.return())
    await followed.next()
    const [, first] = await viewer.running((streams) => streams.length === 2)
    expect(first).toMatchObject({ method: 'GET', target: '/ticks?every=10&viewer=a', status: 200 })
    const [, later] = await viewer.running((streams) => (streams[1]?.events ?? 0) > (first?.events ?? 0))
    expect(later?.id).toBe(first?.id)
    expect(later?.bytes).toBeGreaterThan(first?.bytes ?? Infinity)
    expect(later?.milliseconds).toBeGreaterThan(first?.milliseconds ?? Infinity)
  })

  test('shows what has no head yet', async () => {
    const streams = new Activity()
    const { url } = await serveOperations([activity(streams), bytes], streams)
    // As a handler would that still decides.
    streams.open({ ...observed('/slow'), status: undefined })
    const viewer = await Viewer.open(url)
    const [slow] = await viewer.running(() => true)
    expect(slow).toMatchObject({ target: '/slow', status: null })
  })

  test('tells of a stream that is completed', async () => {
    const { url, watch } = await serveWatched()
    const viewer = await watch()
    await (await fetch(`${url}/bytes?size=300017`)).arrayBuffer()
    expect(await viewer.ended()).toEqual({
      id: 2,
      method: 'GET',
      target: '/bytes?size=300017',
      status: 200,
      bytes: 300_017,
      events: 0,
      milliseconds: MILLISECONDS,
      outcome: 'completed',
      error: null,
    })
  })

  test('tells of one whose client has left', async () => {
    const { url, watch } = await serveWatched()
    const viewer = await watch()
    const followed = readEvents(await fetch(`${url}/ticks?every=10`))
    for (let count = 0; count < 3; count += 1) await followed.next()
    await followed.return()
    const ended = await viewer.ended()
    expect(ended).toMatchObject({ target: '/ticks?every=10', outcome: 'disconnected', error: null })
    expect(ended.events).toBeGreaterThanOrEqual(3)
    expect(ended.bytes).toBeGreaterThan(100)
  })

  test.each([
    ['after its head was sent', '/fail?after=1000', { status: 200, bytes: 1_000, error: 'Error' }],
    ['before', '/fail', { status: 500, error: 'Error' }],
    ['because of its input', '/bytes?size=x', { status: 422, error: 'InvalidInputError' }],
  ])('tells of one that has failed %s', async (_when, target, expected) => {
    const { url, watch } = await serveWatched()
    const viewer = await watch()
    await (await fetch(url + target)).text().catch(() => 'cut off')
    expect(await viewer.ended()).toMatchObject({ target, outcome: 'failed', ...expected })
  })

  test('tells every viewer, and each of the other', async () => {
    const { watch, activity: streams } = await serveWatched()
    const [one, other] = await Promise.all([watch(), watch()])
    await vi.waitFor(() => expect(streams.listeners).toBe(2))
    other.leave()
    expect(await one.ended()).toMatchObject({ target: '/activity', outcome: 'disconnected' })
  })

  test('keeps nothing of what has ended', async () => {
    const { url, watch, activity: streams, errors } = await serveWatched()
    const viewers = await Promise.all([watch(), watch(), watch()])
    const others = ['/bytes?size=10', '/bytes?size=x', '/fail', '/fail?after=5']
    await Promise.allSettled(others.map(async (target) => (await fetch(url + target)).text()))
    await vi.waitFor(() => expect(streams.listeners).toBe(3))
    for (const viewer of viewers) viewer.leave()
    await vi.waitFor(() => expect([streams.running(), streams.listeners]).toEqual([[], 0]))
    // Those that were asked for, and none of a viewer that was told of its own end.
    expect(errors).toHaveLength(3)
  })

  test('ends properly when the server drains', async () => {
    const { url, streams, activity: watched, errors } = await serveWatched()
    const answer = await fetch(`${url}/activity`)
    await vi.waitFor(() => expect(watched.listeners).toBe(1))
    void streams.drain()
    await answer.text()
    await vi.waitFor(() => expect([watched.running(), watched.listeners]).toEqual([[], 0]))
    expect(errors).toEqual([])
  })

  test('cuts off a viewer that reads too slowly, and holds up nobody for it', async () => {
    const { port, activity: streams, errors } = await serveWatched()
    const socket = await openSocket(port)
    socket.pause()
    socket.write('GET /activity HTTP/1.1\r\nhost: localhost\r\n\r\n')
    await vi.waitFor(() => expect(streams.listeners).toBe(1))
    const target = `/ticks?viewer=${'x'.repeat(8_000)}`
    let told = 0
    while (errors.length === 0 && told < 10_000) {
      // In one turn of the event loop: whoever ends a stream does not wait.
      for (let count = 0; count < 100; count += 1, told += 1) {
        const stream = observed(target)
        streams.open(stream)
        streams.end(stream, COMPLETED)
      }
      await new Promise(setImmediate)
    }
    expect(errors).toMatchObject([{ code: 'BUFFER_OVERFLOW' }])
    await vi.waitFor(() => expect([streams.running(), streams.listeners]).toEqual([[], 0]))
  })
})

test('an error that is none has a name too', () => {
  const streams = new Activity()
  const ended: EndedStream[] = []
  const stop = streams.onEnd((stream) => ended.push(stream))
  const end = (outcome: StreamOutcome): void => {
    const stream = observed('/')
    streams.open(stream)
    streams.end(stream, outcome)
    // Once is enough, and of what was never opened nothing is known.
    streams.end(stream, outcome)
  }
  end({ outcome: 'failed', error: 'text' })
  end({ outcome: 'failed', error: new RangeError('x') })
  expect(ended.map(({ id, error }) => [id, error])).toEqual([
    [1, 'string'],
    [2, 'RangeError'],
  ])
  stop()
  end(COMPLETED)
  expect(ended).toHaveLength(2)
})

const COMPLETED: StreamOutcome = { outcome: 'completed' }

/** A stream that nobody sends. */
function observed(target: string): Parameters<Activity['open']>[0] {
  const ctx = { method: 'GET', target } as Parameters<Activity['open']>[0]['ctx']
  return { name: 'test', ctx, status: 200, bytes: 1, events: 0, duration: 1 }
}
