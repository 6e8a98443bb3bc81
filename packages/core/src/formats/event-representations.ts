import type { StandardSchema } from '../schema/standard-schema.ts'
import type { EventMediaType } from './event-stream-options.ts'
import type { EventSchemas, Representation } from './representation.ts'

/** All in which events can be had, in the order in which they are preferred. */
export const EVENT_MEDIA_TYPES: readonly [EventMediaType, ...EventMediaType[]] = [
  'text/event-stream',
  'application/jsonl',
  'application/x-ndjson',
  'application/json-seq',
  'multipart/mixed',
  'application/json',
]

/** A media type of an event stream, for the documentation. */
export function eventRepresentation(
  mediaType: EventMediaType,
  events: EventSchemas,
  terminator: string | undefined,
  whole: StandardSchema | undefined,
): Representation {
  if (mediaType === 'text/event-stream') {
    return {
      mediaType,
      shape: { kind: 'events', events, ...(terminator === undefined ? {} : { terminator }) },
    }
  }
  if (mediaType !== 'application/json') {
    return { mediaType, shape: { kind: 'event-objects', events, whole: false } }
  }
  if (whole !== undefined) return { mediaType, shape: { kind: 'content', schema: whole } }
  return { mediaType, shape: { kind: 'event-objects', events, whole: true } }
}
