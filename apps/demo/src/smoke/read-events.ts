import type { IncomingMessage } from 'node:http'
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { expectSame } from './expect.ts'

/**
 * The events of an answer, as they arrive. Leaving the loop is leaving the server.
 * @throws {Error} when it is no event stream, or has no proper end
 */
export async function* readEvents(answer: IncomingMessage): AsyncGenerator<EventSourceMessage, void> {
  expectSame(
    'Status and type',
    [answer.statusCode, answer.headers['content-type']],
    [200, 'text/event-stream'],
  )
  const events: EventSourceMessage[] = []
  const parser = createParser({ onEvent: (event) => events.push(event) })
  for await (const text of answer.setEncoding('utf8')) {
    parser.feed(String(text))
    yield* events.splice(0)
  }
}
