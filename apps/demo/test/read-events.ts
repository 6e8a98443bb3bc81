import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { expect } from 'vitest'

/** The events of an answer, as they arrive; leaving the loop is leaving the server. */
export async function* readEvents(answer: Response): AsyncGenerator<EventSourceMessage, void> {
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  const events: EventSourceMessage[] = []
  const parser = createParser({ onEvent: (event) => events.push(event) })
  const decoder = new TextDecoder()
  const body: ReadableStream<Uint8Array> = answer.body ?? expect.fail('There is no body.')
  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }))
    yield* events.splice(0)
  }
}
