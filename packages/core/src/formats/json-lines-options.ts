import type { StandardSchema } from '../schema/standard-schema.ts'
import type { OperationResponse } from './operation-response.ts'
import type { StreamingOptions } from './streaming-options.ts'

/** A media type in which a stream of items can be had. */
export type ItemMediaType =
  | 'application/jsonl'
  | 'application/x-ndjson'
  | 'application/json-seq'
  | 'multipart/mixed'
  | 'application/json'

/** Options of `jsonLines`. */
export interface JsonLinesOptions<Checked extends boolean> extends StreamingOptions {
  /** What the stream is, for the documentation. */
  readonly description?: string
  /** 200 by default. */
  readonly status?: number
  /**
   * Milliseconds of silence after which something is sent that readers may skip (clause F4): a blank
   * line in `application/x-ndjson`, a separator in `application/json-seq`, nothing in the others. Off
   * by default, because not every reader does skip it.
   */
  readonly heartbeat?: number | false
  /** Whether items are checked against their schema; `true` by default. Unchecked, they are encoded as they are. */
  readonly validate?: Checked
  /** The media types offered, the preferred one first; by default all, JSON Lines first. */
  readonly offer?: readonly [ItemMediaType, ...ItemMediaType[]]
}

/** What an operation answers with that sends items: made by `jsonLines`. */
export interface JsonLinesResponse<
  Item extends StandardSchema,
  Checked extends boolean,
> extends OperationResponse {
  readonly item: Item
  /** Whether items are checked against their schema. */
  readonly validate: Checked
}
