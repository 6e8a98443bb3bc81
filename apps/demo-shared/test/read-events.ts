import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { expect } from 'vitest'

/** The events of an answer, as they arrive; leaving the loop is leaving the server. */
export async function* readEvents(answer: Response): AsyncGenerator<EventSourceMessage, void> {
  expect(answer.status).toBe(200)
  const events: EventSourceMessage[] = []
  const parser = createParser({ onEvent: (event) => events.push(event) })
  const decoder = new TextDecoder()
  const body: ReadableStream<Uint8Array> = answer.body ?? expect.fail('There is no body.')
  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }))
    yield* events.splice(0)
  }
}

/** The next so many of them. */
export async function take(
  events: AsyncIterator<EventSourceMessage, void>,
  count: number,
): Promise<EventSourceMessage[]> {
  const taken: EventSourceMessage[] = []
  while (taken.length < count) {
    const next = await events.next()
    if (next.done === true) return expect.fail('There is no further event.')
    taken.push(next.value)
  }
  return taken
}
