import { LAST_EVENT_ID_PARAMETER } from '../formats/last-event-id.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import { pascalCase } from './component-name.ts'
import type { ParameterObject } from './document-types.ts'
import { objectProperties } from './object-properties.ts'
import { isEventStream, type OperationContext } from './operation-context.ts'

/** Headers that OpenAPI describes elsewhere; as parameters it ignores them (OpenAPI 3.2.0, Parameter Object). */
const NOT_PARAMETERS = new Set(['accept', 'content-type', 'authorization'])

const LAST_EVENT_ID = 'Last-Event-ID'

const ANY_TEXT = { type: 'string' }

/** The part of the input that a parameter is in, by where OpenAPI says that it is. */
const PARTS = { path: 'params', query: 'query', header: 'headers', cookie: 'cookies' } as const

type Place = keyof typeof PARTS

/** A parameter as a schema declares it, wherever it is. */
interface Declared {
  readonly name: string
  readonly description?: string
  readonly required: boolean
  readonly deprecated: boolean
  readonly example?: unknown
  readonly schema: JsonSchema
}

/**
 * The parameters of an operation: those of its path, then what its schemas say of query, headers and
 * cookies, then, for an event stream, how a client says which event it has seen last.
 */
export function describeParameters(context: OperationContext): ParameterObject[] {
  const declared = [
    ...pathParameters(context),
    ...declaredParameters('query', context),
    ...declaredParameters('header', context).filter(({ name }) => !NOT_PARAMETERS.has(name.toLowerCase())),
    ...declaredParameters('cookie', context),
  ]
  const names = new Set(declared.map(keyOf))
  return [...declared, ...lastEventId(context).filter((parameter) => !names.has(keyOf(parameter)))]
}

/** In the order of the path. One without a schema is any text; a property that the path has not got is none. */
function pathParameters(context: OperationContext): ParameterObject[] {
  const declared = new Map(declaredProperties('path', context).map((property) => [property.name, property]))
  return context.path.names.map((name, i) =>
    toParameter('path', {
      schema: ANY_TEXT,
      deprecated: false,
      ...declared.get(name),
      name: context.pathNames[i] ?? name,
      required: true,
    }),
  )
}

function declaredParameters(place: Place, context: OperationContext): ParameterObject[] {
  return declaredProperties(place, context).map((property) => toParameter(place, property))
}

function declaredProperties(place: Place, { operation, components, prefix }: OperationContext): Declared[] {
  const part = PARTS[place]
  const schema = operation[part]
  if (schema === undefined) return []
  const role = prefix + pascalCase(part)
  const what = `the ${part} of operation '${operation.id}'`
  const converted = components.convert({ schema, side: 'input', role, what })
  return Array.from(objectProperties(converted.document), ([name, { schema: property, required }]) => {
    // What a schema says of itself that a parameter can say is said there.
    const { description, deprecated, ...rest } = property
    const examples: unknown = rest['examples']
    return {
      name,
      ...(typeof description === 'string' ? { description } : {}),
      required,
      deprecated: deprecated === true,
      // The schema keeps them all; forms are filled in with the one of the parameter.
      ...(Array.isArray(examples) && examples.length > 0 ? { example: examples[0] as unknown } : {}),
      schema: components.inline(converted, rest),
    }
  })
}

function toParameter(
  place: Place,
  { name, description, required, deprecated, example, schema }: Declared,
): ParameterObject {
  return {
    name,
    in: place,
    ...(description === undefined ? {} : { description }),
    ...(required ? { required } : {}),
    ...(deprecated ? { deprecated } : {}),
    ...(place === 'query' && schema['type'] === 'array' ? { style: 'form', explode: true } : {}),
    ...(example === undefined ? {} : { example }),
    schema,
  }
}

function lastEventId({ operation, components, prefix }: OperationContext): ParameterObject[] {
  const { response } = operation
  if (!isEventStream(response)) return []
  const what = `the lastEventId of operation '${operation.id}'`
  const schema =
    response.lastEventId === undefined
      ? ANY_TEXT
      : components.refer({ schema: response.lastEventId, side: 'input', role: `${prefix}LastEventId`, what })
  return [
    {
      name: LAST_EVENT_ID_PARAMETER,
      in: 'query',
      description: `As \`${LAST_EVENT_ID}\`, for a first connection of a client that cannot set headers.`,
      schema,
    },
    {
      name: LAST_EVENT_ID,
      in: 'header',
      description: 'The id of the last event that a client has seen which reconnects.',
      schema,
    },
  ]
}

/** A parameter is known by its place and name; the name of a header in any case. */
function keyOf({ in: place, name }: ParameterObject): string {
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`
}
