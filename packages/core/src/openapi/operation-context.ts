import type { EventStreamResponse } from '../formats/event-stream-response.ts'
import type { OperationResponse } from '../formats/operation-response.ts'
import type { EventSchemas } from '../formats/representation.ts'
import type { Operation } from '../operation/operation.ts'
import type { PathTemplate } from '../routing/path-template.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import type { SchemaComponents } from './components.ts'

/** An operation that is being described, and where its schemas go. */
export interface OperationContext {
  readonly operation: Operation
  readonly path: PathTemplate
  /** What the document calls the parameters of the path, in their order. */
  readonly pathNames: readonly string[]
  readonly components: SchemaComponents
  /** What its schemas are called after: `GetThing` for `get-thing`. */
  readonly prefix: string
}

/** Whether a response is a stream of events, with which a client may reconnect and say what it has seen. */
export function isEventStream(
  response: OperationResponse,
): response is EventStreamResponse<EventSchemas, boolean, StandardSchema | undefined> {
  return response.representations.some(
    ({ shape }) => shape.kind === 'events' || shape.kind === 'event-objects',
  )
}
