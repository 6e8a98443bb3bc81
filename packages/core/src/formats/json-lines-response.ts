import type { Data } from './event-types.ts'
import { ItemStream } from './item-stream-response.ts'
import type { OperationResponse } from './operation-response.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import type { StreamingOptions } from './streaming-options.ts'

/** A media type in which a stream of items can be had. */
export type ItemMediaType =
  | 'application/jsonl'
  | 'application/x-ndjson'
  | 'application/json-seq'
  | 'multipart/mixed'
  | 'application/json'

/**
 * Sends an item: it is checked against its schema and encoded as JSON. Returns what `writer.write`
 * returns: it settles when there is room for more (clauses P1, P2).
 * @throws {InvalidEventError} (rejects) before any byte is written, and the stream goes on (clause F3)
 * @throws {ClientDisconnectedError} (rejects) and what else `writer.write` rejects with
 */
export type SendItem<Item extends StandardSchema, Checked extends boolean = true> = (
  item: Data<Item, Checked>,
) => Promise<void>

/** Options of `jsonLines`. */
export interface JsonLinesOptions<Checked extends boolean> extends StreamingOptions {
  /** What the stream is, for the documentation. */
  readonly description?: string
  /** 200 by default. */
  readonly status?: number
  /**
   * Milliseconds of silence after which something is sent that readers skip (clause F4), in the media
   * types that have such a thing: `application/x-ndjson` and `application/json-seq`. 15,000 by default.
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

/**
 * A stream of JSON values of one kind, a line each (https://jsonlines.org). Clients have it as
 * `application/jsonl`, and, if their `Accept` says so, as `application/x-ndjson`, a JSON text
 * sequence (RFC 7464), `multipart/mixed` or one JSON array (clauses F1 to F6, O2).
 *
 * @example response: jsonLines(z.object({ id: z.number(), name: z.string() }))
 * @throws {InvalidArgumentError} when an option is not what it should be
 */
export function jsonLines<Item extends StandardSchema, Checked extends boolean = true>(
  item: Item,
  options: JsonLinesOptions<Checked> = {},
): JsonLinesResponse<Item, Checked> {
  return new ItemStream<Item, Checked>(item, options)
}
