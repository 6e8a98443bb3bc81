import { checkComment, checkRetry, type EventFields } from './event-fields.ts'
import { eventObject } from './event-object.ts'
import type { ItemFraming } from './item-framing.ts'
import { encodeComment, encodeJsonEvent, encodeRetry, jsonEventStart } from './server-sent-events.ts'

/** The name of an event, with what is the same for all events of it: made and checked once (`tooling/bench`, clients-200). */
export interface EventName {
  readonly name: string
  /** In `text/event-stream`, what stands in front of the data where there are no fields. */
  readonly start: string
}

/** @throws {InvalidEventError} when events cannot have that name */
export function eventName(name: string): EventName {
  return { name, start: jsonEventStart(name) }
}

/** How the events of a stream are written in one media type. */
export interface EventEncoder {
  /** The `content-type` header. */
  readonly contentType: string
  /** In front of the first event, and behind the last. */
  readonly start: string
  readonly end: string
  /** What readers skip; `undefined` where the format has no such thing. */
  readonly heartbeat: string | undefined
  /** Whether every reader of the format skips it. */
  readonly heartbeatExpected: boolean
  /** Encodes an event whose data is the JSON text `json`. Throws `InvalidEventError`. */
  event(name: EventName, json: string, fields: EventFields | undefined): string
  /** Encodes a comment; empty where the format has none. Throws `InvalidEventError`. */
  comment(text: string): string
  /** Encodes a reconnection time; empty where the format has none. Throws `InvalidEventError`. */
  retry(milliseconds: number): string
}

/** Server-Sent Events, as `text/event-stream`. */
export const SERVER_SENT_EVENTS: EventEncoder = {
  contentType: 'text/event-stream',
  start: '',
  end: '',
  heartbeat: encodeComment(''),
  heartbeatExpected: true,
  event: ({ name, start }, json, fields) =>
    fields === undefined ? `${start}${json}\n\n` : encodeJsonEvent(name, json, fields),
  comment: encodeComment,
  retry: encodeRetry,
}

/** Events as JSON objects in a format that has items but no events. Comments are no data and left out. */
export function eventObjects(framing: ItemFraming): EventEncoder {
  return {
    contentType: framing.contentType,
    start: framing.start,
    end: framing.end,
    heartbeat: framing.heartbeat,
    heartbeatExpected: false,
    event: ({ name }, json, fields) => framing.frame(eventObject(name, json, fields)),
    comment: (text) => {
      checkComment(text)
      return ''
    },
    retry: (milliseconds) => {
      checkRetry(milliseconds)
      return ''
    },
  }
}

/** Events as JSON objects, to be collected. */
export const COLLECTED_EVENTS: EventEncoder = eventObjects({
  mediaType: 'application/json',
  contentType: 'application/json',
  start: '',
  end: '',
  heartbeat: undefined,
  frame: (json) => json,
})
