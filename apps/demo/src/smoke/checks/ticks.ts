import type { Check } from '../check.ts'
import { expectSame, expectThat } from '../expect.ts'
import { ask, begin, comparedHeaders } from '../http-client.ts'
import { readEvents } from '../read-events.ts'

/** A client whose connection is reset comes back, and has then seen each tick once. */
export const ticksResumed: Check = {
  name: 'GET /ticks: dropped, resumed',
  run: async ({ url }, signal) => {
    const target = `/ticks?every=50&viewer=smoke-${Date.now()}`
    const first = await begin(url, { target }, signal)
    const seen: Tick[] = []
    let dropped = 0
    try {
      for await (const { data, id } of readEvents(first)) {
        seen.push(tickOf(data, id))
        if (seen.length === 5) dropped = await drop(url, target, signal)
      }
    } catch (error) {
      if (dropped === 0) throw error
    }
    expectSame('How many connections were dropped', dropped, 1)
    expectThat(!first.complete, 'The stream whose connection was dropped has a proper end.')

    const before = seen.length
    const headers = { 'last-event-id': String(seen.at(-1)?.number) }
    for await (const { data, id } of readEvents(await begin(url, { target, headers }, signal))) {
      seen.push(tickOf(data, id))
      if (seen.length >= before + 5 && seen.at(-1)?.missed === false) break
    }
    const [{ number } = { number: 0 }] = seen
    expectSame(
      'The numbers of the ticks',
      seen.map((tick) => tick.number),
      seen.map((_tick, index) => number + index),
    )
    return { summary: `${first.statusCode}, none lost`, seen: comparedHeaders(first) }
  },
}

interface Tick {
  readonly number: number
  readonly missed: boolean
}

function tickOf(data: string, id: string | undefined): Tick {
  const tick = JSON.parse(data) as Tick
  expectSame('The id of a tick', id, String(tick.number))
  return tick
}

async function drop(url: string, target: string, signal: AbortSignal): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  const what = { method: 'POST', target: '/drop', headers, body: JSON.stringify({ target }) }
  const { body } = await ask(url, what, signal)
  return (JSON.parse(body.toString()) as { readonly dropped: number }).dropped
}
