import type { StandardSchema } from '../schema/standard-schema.ts'
import { EventStream, type EventStreamResponse } from './event-stream-response.ts'
import type { EventStreamOptions } from './event-stream-options.ts'
import type { SendableEvents } from './event-types.ts'
import type { EventSchemas } from './representation.ts'

/**
 * A stream of typed events, each a name and a schema for its data. Clients have it as Server-Sent
 * Events (WHATWG HTML, section 9.2), and, if their `Accept` says so, as JSON Lines, a JSON text
 * sequence, `multipart/mixed` or one JSON array (clauses F1 to F6, O2).
 *
 * @example response: eventStream({ tick: z.object({ left: z.number() }) })
 * @throws {InvalidArgumentError} when an option is not what it should be, or an event cannot be sent
 */
export function eventStream<
  const E extends EventSchemas,
  Checked extends boolean = true,
  Id extends StandardSchema | undefined = undefined,
  Whole extends StandardSchema = StandardSchema,
>(
  events: E & SendableEvents<E>,
  options: EventStreamOptions<E, Checked, Id, Whole> = {},
): EventStreamResponse<E, Checked, Id> {
  return new EventStream<E, Checked, Id>(events, options)
}
