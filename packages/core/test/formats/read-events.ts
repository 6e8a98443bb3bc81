import { createParser } from 'eventsource-parser'
import type { EventSourceMessage } from 'eventsource-parser'

/** What `eventsource-parser` found, in the order in which it did. */
export type Finding =
  | { readonly event: EventSourceMessage }
  | { readonly comment: string }
  | { readonly retry: number }
  | { readonly error: string }

/** Reads an event stream as a client does: bytes through a streaming decoder into the parser. */
export function readEvents(chunks: readonly Uint8Array[]): Finding[] {
  const found: Finding[] = []
  const parser = createParser({
    onEvent: (event) => found.push({ event }),
    onComment: (comment) => found.push({ comment }),
    onRetry: (retry) => found.push({ retry }),
    onError: (error) => found.push({ error: error.message }),
  })
  const decoder = new TextDecoder()
  for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }))
  parser.feed(decoder.decode())
  return found
}

/** A message as `eventsource-parser` reports it. */
export function message(name: string, data: string, id?: string): Finding {
  return { event: { id, event: name === 'message' ? undefined : name, data } }
}
