import type { StandardSchema } from '../schema/standard-schema.ts'

/** The events of a stream: a schema for the data of each, by event name. */
export type EventSchemas = Readonly<Record<string, StandardSchema>>

/** What a body in some media type holds, for whoever documents it. */
export type BodyShape =
  /** Server-Sent Events: fields `event`, `data` (JSON), `id`, `retry`. */
  | { readonly kind: 'events'; readonly events: EventSchemas; readonly terminator?: string }
  /** Events as JSON objects `{ event, data, id?, retry? }`: one after the other, or `whole`, as one array. */
  | { readonly kind: 'event-objects'; readonly events: EventSchemas; readonly whole: boolean }
  /** JSON values: one after the other, or `whole`, as one array. */
  | { readonly kind: 'items'; readonly item: StandardSchema; readonly whole: boolean }
  /** One value, or without a schema bytes or text of which nothing more is known. */
  | { readonly kind: 'content'; readonly schema?: StandardSchema }

/** One media type in which an operation can answer. */
export interface Representation {
  /** Without parameters, in lower case, for example `text/event-stream`. */
  readonly mediaType: string
  readonly shape: BodyShape
}
