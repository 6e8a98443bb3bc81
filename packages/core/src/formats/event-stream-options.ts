import type { Context } from '../context/context.ts'
import type { StandardSchema, OutputOf } from '../schema/standard-schema.ts'
import type { EventSchemas } from './representation.ts'
import type { Data } from './event-types.ts'
import type { StreamingOptions } from './streaming-options.ts'

/** A media type in which an event stream can be had. */
export type EventMediaType =
  | 'text/event-stream'
  | 'application/jsonl'
  | 'application/x-ndjson'
  | 'application/json-seq'
  | 'multipart/mixed'
  | 'application/json'

/** An event that is sent after a silence, in place of a comment, which `EventSource` does not show. */
export type HeartbeatEvent<E extends EventSchemas, Checked extends boolean> = {
  [Name in keyof E & string]: {
    /** Milliseconds of silence. */
    readonly every: number
    readonly event: Name
    /** What it carries, or a function that is asked each time. */
    readonly data: Data<E[Name], Checked> | (() => Data<E[Name], Checked>)
  }
}[keyof E & string]

/** An event as a client that collects them sees it. */
export type CollectedEvent<E extends EventSchemas> = {
  [Name in keyof E & string]: {
    readonly event: Name
    readonly data: OutputOf<E[Name]>
    readonly id?: string
    readonly retry?: number
  }
}[keyof E & string]

/** How the events become one answer for a client that asks for `application/json`. */
export interface CollectInto<E extends EventSchemas, Whole extends StandardSchema> {
  /** What the answer is, for the documentation; it is not checked. */
  readonly schema: Whole
  from(events: readonly CollectedEvent<E>[]): OutputOf<Whole>
}

/** Options of `eventStream`. */
export interface EventStreamOptions<
  E extends EventSchemas,
  Checked extends boolean,
  Id extends StandardSchema | undefined,
  Whole extends StandardSchema,
> extends StreamingOptions {
  /** What the stream is, for the documentation. */
  readonly description?: string
  /** 200 by default, which is the only one `EventSource` takes. */
  readonly status?: number
  /**
   * What breaks a silence, so that nobody on the way takes the connection for dead (clause F4): by
   * default a comment after 15,000 milliseconds in `text/event-stream`; after so many milliseconds a
   * comment there, and in `application/x-ndjson` and `application/json-seq` what readers may skip (a
   * blank line, a separator); an event; or nothing (`false`).
   */
  readonly heartbeat?: number | false | HeartbeatEvent<E, Checked>
  /** Whether data is checked against its schema; `true` by default. Unchecked, it is encoded as it is. */
  readonly validate?: Checked
  /** Of `ctx.lastEventId`: without one it is any string. */
  readonly lastEventId?: Id
  /** The media types offered, the preferred one first; by default all. */
  readonly offer?: readonly [EventMediaType, ...EventMediaType[]]
  /** Chooses the media type by the input, in place of the client's `Accept`. */
  readonly choose?: (input: never, ctx: Context) => EventMediaType
  /** One answer in place of the array of events, for `application/json`. */
  readonly collect?: CollectInto<E, Whole>
  /**
   * The data of a last event, which says that the handler has come to its end, as `[DONE]` does in
   * some APIs. Only in `text/event-stream`; sent as it is, not as JSON.
   */
  readonly terminator?: string
}
