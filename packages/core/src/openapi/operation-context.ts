import type { EventStreamResponse } from '../formats/event-stream.ts'
import type { OperationResponse } from '../formats/operation-response.ts'
import type { EventSchemas } from '../formats/representation.ts'
import type { Operation } from '../operation/operation.ts'
import type { RawBody } from '../operation/read-body.ts'
import type { PathTemplate } from '../routing/path-template.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import type { SchemaComponents } from './components.ts'

/** An operation that is being described, and where its schemas go. */
export interface OperationContext {
  readonly operation: Operation
  readonly path: PathTemplate
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

/** Whether a body is read by the handler. A schema is known by its own mark: those of ArkType have a `kind` too. */
export function isRawBody(body: StandardSchema | RawBody): body is RawBody {
  return !('~standard' in body)
}
