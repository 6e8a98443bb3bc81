import type { EventSourceMessage } from 'eventsource-parser'
import type { Check } from '../check.ts'
import { expectThat } from '../expect.ts'
import { ask, begin, comparedHeaders } from '../http-client.ts'
import { readEvents } from '../read-events.ts'

/** What a server says of a stream of its own. */
interface Told {
  readonly target: string
  readonly status: number
  readonly bytes: number
  readonly events: number
  readonly outcome?: string
  readonly error?: string | null
}

/** The server tells of streams as they run, and how each of them ends. */
export const activityOfStreams: Check = {
  name: 'GET /activity: running, and how it ends',
  run: async ({ url }, signal) => {
    const mark = `smoke-${Date.now()}`
    const answer = await begin(url, { target: '/activity' }, signal)
    const events = readEvents(answer)
    const followed = await begin(url, { target: `/ticks?viewer=${mark}` }, signal)
    const running = await find(
      events,
      'running',
      ({ target, events: sent }) => target.includes(mark) && sent > 1,
    )
    expectThat(running.bytes > 0, `A stream with ${running.events} events has ${running.bytes} bytes.`)
    followed.destroy()
    const left = await find(events, 'ended', ({ target }) => target.includes(mark))

    const ends = [left]
    for (const path of ['/bytes?size=17', '/fail?after=1000', '/fail?']) {
      const target = `${path}&mark=${mark}`
      const told = find(events, 'ended', (each) => each.target === target)
      await ask(url, { target }, signal)
      ends.push(await told)
    }
    await events.return()
    const seen = ends.map(({ status, outcome, error }) => [status, outcome, error])
    return {
      summary: `${answer.statusCode}, ${ends.length} ends`,
      seen: [comparedHeaders(answer), seen, ends[1]?.bytes],
    }
  },
}

/** The next stream that is told of in an event of that name, and is the one. */
async function find(
  events: AsyncIterator<EventSourceMessage, void>,
  name: string,
  isIt: (told: Told) => boolean,
): Promise<Told> {
  for (;;) {
    const next = await events.next()
    if (next.done === true) throw new Error(`The stream ends before what is to be ${name}.`)
    const { event, data } = next.value
    if (event !== name) continue
    const told = JSON.parse(data) as Told & { readonly streams: readonly Told[] }
    const found = (name === 'running' ? told.streams : [told]).find(isIt)
    if (found !== undefined) return found
  }
}
