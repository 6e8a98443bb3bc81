import type { SchemaComponents } from './components.ts'
import type { MediaTypeObject, Reference, ResponseObject } from './document-types.ts'
import { FAILURES } from './failures.ts'
import { describeMediaType } from './media-types.ts'
import { isEventStream, type OperationContext } from './operation-context.ts'
import { describeProblemBody } from './problem-schemas.ts'

const RETRY_AFTER = {
  'Retry-After': {
    description: 'Seconds to wait before trying again.',
    schema: { type: 'integer', minimum: 0 },
  },
}

/**
 * The responses of an operation by status: what its handler answers with, 204 where that tells an
 * `EventSource` to stop, the failures that the operation speaks of, and those that Sluice has for it.
 */
export function describeResponses(context: OperationContext): Record<string, ResponseObject | Reference> {
  const { response, errors = {} } = context.operation
  const responses: Record<string, ResponseObject | Reference> = {}
  for (const { status, name, concerns } of FAILURES) {
    if (concerns(context)) responses[status] = { $ref: `#/components/responses/${name}` }
  }
  for (const [status, description] of Object.entries(errors)) {
    responses[status] = describeProblem(Number(status), description, context.components)
  }
  if (isEventStream(response)) {
    responses[204] = { description: 'There is nothing more to come: an `EventSource` does not reconnect.' }
  }
  responses[response.status] = describeSuccess(context)
  return responses
}

/** The failures that the responses of a document refer to, by name, in the order of their statuses. */
export function sharedResponses(
  used: ReadonlySet<string>,
  components: SchemaComponents,
): Record<string, ResponseObject> {
  const shared = FAILURES.filter(({ name }) => used.has(`#/components/responses/${name}`))
  return Object.fromEntries(
    shared.map(({ status, name, description }) => [name, describeProblem(status, description, components)]),
  )
}

function describeSuccess(context: OperationContext): ResponseObject {
  const { description, representations } = context.operation.response
  const content: Record<string, MediaTypeObject> = {}
  for (const representation of representations) {
    content[representation.mediaType] = describeMediaType(context, representation)
  }
  return { description, content }
}

function describeProblem(status: number, description: string, components: SchemaComponents): ResponseObject {
  return {
    description,
    ...(status === 503 ? { headers: RETRY_AFTER } : {}),
    content: { 'application/problem+json': describeProblemBody(status, components) },
  }
}
