import type { IncomingMessage } from 'node:http'
import type { Check, Finding } from '../check.ts'
import { expectSame, expectThat } from '../expect.ts'
import { begin, comparedHeaders } from '../http-client.ts'
import { readEvents } from '../read-events.ts'

const TARGET = '/countdown/2'

/** What is counted, in the form that its JSON has; the time of the liftoff is left out of `data`. */
const EXPECTED = [
  { event: 'tick', data: { left: 2 }, id: '2' },
  { event: 'tick', data: { left: 1 }, id: '1' },
  { event: 'liftoff', data: {}, id: '0' },
]

interface Counted {
  readonly event: string
  readonly data: { readonly left?: number; readonly at?: string }
  readonly id: string
}

/** Events, each when it happens. */
export const countdownEvents: Check = {
  name: 'GET /countdown: events, one a second',
  run: async ({ url }, signal) => {
    const answer = await begin(url, { target: TARGET }, signal)
    const counted: Counted[] = []
    const times: number[] = []
    for await (const { event = '', data, id = '' } of readEvents(answer)) {
      times.push(performance.now())
      counted.push({ event, data: JSON.parse(data) as Counted['data'], id })
    }
    const [first = 0, second = 0, third = 0] = times
    expectThat(second - first > 500 && third - second > 500, 'The events do not come one a second.')
    return finding(answer, counted)
  },
}

/** The same for who wants JSON Lines. */
export const countdownLines: Check = {
  name: 'GET /countdown: JSON Lines',
  run: ({ url }, signal) =>
    inJson(url, 'application/jsonl', signal, (text) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Counted),
    ),
}

/** The same for who wants JSON. */
export const countdownArray: Check = {
  name: 'GET /countdown: one JSON array',
  run: ({ url }, signal) => inJson(url, 'application/json', signal, (text) => JSON.parse(text) as Counted[]),
}

/** A client that comes back goes on where it was; one that has seen everything is told not to. */
export const countdownResumed: Check = {
  name: 'GET /countdown: resumed, then over',
  run: async ({ url }, signal) => {
    const from = (id: string): Promise<IncomingMessage> =>
      begin(url, { target: '/countdown/60', headers: { 'last-event-id': id } }, signal)
    const ids: (string | undefined)[] = []
    for await (const { id } of readEvents(await from('2'))) ids.push(id)
    expectSame('The events after the one with id 2', ids, ['1', '0'])
    const over = await from('0')
    expectSame('The status after the last event', over.statusCode, 204)
    return { summary: `${ids.length} events, then 204`, seen: [ids, comparedHeaders(over)] }
  },
}

async function inJson(
  url: string,
  accept: string,
  signal: AbortSignal,
  parse: (text: string) => Counted[],
): Promise<Finding> {
  const answer = await begin(url, { target: TARGET, headers: { accept } }, signal)
  expectSame('The type', answer.headers['content-type'], accept)
  let text = ''
  for await (const chunk of answer.setEncoding('utf8')) text += String(chunk)
  return finding(answer, parse(text))
}

function finding(answer: IncomingMessage, counted: readonly Counted[]): Finding {
  const { vary = '' } = answer.headers
  expectThat(vary.split(', ').includes('Accept'), `Vary should name Accept, but is ${JSON.stringify(vary)}.`)
  const lastly = counted.at(-1)?.data.at ?? ''
  expectThat(!Number.isNaN(Date.parse(lastly)), 'The last event does not say when.')
  const told = counted.map(({ event, data: { at, ...data }, id }) => ({ event, data, id }))
  expectSame('What is counted', told, EXPECTED)
  return {
    summary: `${answer.statusCode}, ${counted.length} events`,
    seen: { status: answer.statusCode, headers: comparedHeaders(answer), told, complete: answer.complete },
  }
}
