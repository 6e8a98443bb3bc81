import { createParser } from 'eventsource-parser'

/** An event as a client has it. */
export interface ReadEvent {
  /** `message` when the stream named none. */
  readonly event: string
  readonly data: string
  /** The id that came with this very event. */
  readonly id?: string
}

/** All that an event stream says. */
export interface EventsRead {
  readonly events: readonly ReadEvent[]
  readonly comments: readonly string[]
  /** Reconnection times, in milliseconds. */
  readonly retries: readonly number[]
  /** What the parser could not make sense of. */
  readonly errors: readonly string[]
}

/**
 * Reads `text/event-stream` (WHATWG HTML, section 9.2) with `eventsource-parser`, as far as it has come;
 * `pace` is how many bytes the parser gets at a time.
 */
export function readEvents(bytes: Uint8Array, pace: number = bytes.length): EventsRead {
  const events: ReadEvent[] = []
  const comments: string[] = []
  const retries: number[] = []
  const errors: string[] = []
  const parser = createParser({
    onEvent: ({ event = 'message', data, id }) => {
      events.push({ event, data, ...(id === undefined ? {} : { id }) })
    },
    onComment: (comment) => comments.push(comment),
    onRetry: (retry) => retries.push(retry),
    onError: (error) => errors.push(error.message),
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (let offset = 0; offset < bytes.length; offset += pace) {
    parser.feed(decoder.decode(bytes.subarray(offset, offset + pace), { stream: true }))
  }
  return { events, comments, retries, errors }
}
