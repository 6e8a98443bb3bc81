import type { Representation } from '../formats/representation.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import type { MediaTypeObject } from './document-types.ts'
import { eventObjectSchema, sentEventSchema, streamedEventObjectSchema } from './event-schemas.ts'
import type { OperationContext } from './operation-context.ts'

/**
 * A representation of an operation's response. What is streamed has an `itemSchema` (OpenAPI 3.2.0,
 * Sequential Media Types), what comes as a whole a `schema`; of what is known by its type alone,
 * nothing is said.
 */
export function describeMediaType(
  context: OperationContext,
  { mediaType, shape }: Representation,
): MediaTypeObject {
  switch (shape.kind) {
    case 'events':
      return { itemSchema: sentEventSchema(context, shape.events, shape.terminator) }
    case 'event-objects':
      return shape.whole
        ? { schema: { type: 'array', items: eventObjectSchema(context, shape.events) } }
        : sequence(mediaType, streamedEventObjectSchema(context, shape.events))
    case 'items': {
      const item = output(context, shape.item, 'Item')
      return shape.whole ? { schema: { type: 'array', items: item } } : sequence(mediaType, item)
    }
    case 'content':
      return shape.schema === undefined ? {} : { schema: output(context, shape.schema, 'Response') }
  }
}

function output(
  { components, operation, prefix }: OperationContext,
  schema: StandardSchema,
  role: string,
): JsonSchema {
  const what = `the ${role.toLowerCase()} of operation '${operation.id}'`
  return components.refer({ schema, side: 'output', role: prefix + role, what })
}

/** The parts of a `multipart` body are JSON whatever their schema is, which readers need not look for. */
function sequence(mediaType: string, itemSchema: JsonSchema): MediaTypeObject {
  return mediaType.startsWith('multipart/')
    ? { itemSchema, itemEncoding: { contentType: 'application/json' } }
    : { itemSchema }
}
