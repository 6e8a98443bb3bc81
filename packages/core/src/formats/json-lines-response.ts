import type { StandardSchema } from '../schema/standard-schema.ts'
import type { Data, SendableSchema } from './event-types.ts'
import { ItemStream } from './item-stream-response.ts'
import type { JsonLinesOptions, JsonLinesResponse } from './json-lines-options.ts'

/**
 * Sends an item: it is checked against its schema and encoded as JSON. Returns what `writer.write`
 * returns: it settles when there is room for more (clauses P1, P2).
 * @throws {InvalidEventError} (rejects) before any byte is written, and the stream goes on (clause F3)
 * @throws {ClientDisconnectedError} (rejects) and what else `writer.write` rejects with
 */
export type SendItem<Item extends StandardSchema, Checked extends boolean = true> = (
  item: Data<Item, Checked>,
) => Promise<void>

/**
 * A stream of JSON values of one kind, a line each (https://jsonlines.org). Clients have it as
 * `application/jsonl`, and, if their `Accept` says so, as `application/x-ndjson`, a JSON text
 * sequence (RFC 7464), `multipart/mixed` or one JSON array (clauses F1 to F6, O2).
 *
 * @example response: jsonLines(z.object({ id: z.number(), name: z.string() }))
 * @throws {InvalidArgumentError} when an option is not what it should be
 */
export function jsonLines<Item extends StandardSchema, Checked extends boolean = true>(
  item: Item & SendableSchema<Item>,
  options: JsonLinesOptions<Checked> = {},
): JsonLinesResponse<Item, Checked> {
  return new ItemStream<Item, Checked>(item, options)
}
