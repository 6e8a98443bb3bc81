import type { Operation } from '../operation/operation.ts'
import { parsePathTemplate, type PathTemplate } from '../routing/path-template.ts'
import type { SchemaConverters } from '../schema/json-schema.ts'
import { pascalCase } from './component-name.ts'
import { SchemaComponents } from './components.ts'
import type {
  OpenApiDocument,
  OperationObject,
  PathItemObject,
  ServerObject,
  TagObject,
} from './document-types.ts'
import type { OperationContext } from './operation-context.ts'
import { describeParameters } from './parameters.ts'
import { problemSchema } from './problem-schemas.ts'
import { describeRequestBody } from './request-body.ts'
import { describeResponses, sharedResponses } from './responses.ts'

/** Relative to the document: below whatever prefix both are mounted. Without it, OpenAPI means the root of the host. */
const BESIDE_DOCUMENT: readonly ServerObject[] = [{ url: '.' }]

/** What an api says of itself. */
export interface ApiDescription {
  readonly title: string
  /** Of the api, as its clients know it. */
  readonly version: string
  /** More about it, in Markdown. */
  readonly description?: string
  /** Where it is served; by default where its document is. */
  readonly servers?: readonly ServerObject[]
  /** What there is to say of the groups in which its operations stand, in their order. */
  readonly tags?: readonly TagObject[]
}

/**
 * Describes an api as an OpenAPI 3.2.0 document (https://spec.openapis.org/oas/v3.2.0), which can say
 * of a stream what comes in it. Operations stand in the order in which they are given, `HEAD` is not
 * spoken of, and the same api gives the same bytes.
 *
 * @param converters for schema libraries that do not offer Standard JSON Schema, by vendor
 * @throws {InvalidArgumentError} when a schema cannot be described, see `jsonSchemaOf`, or when a
 *   path is no template
 */
export function describeApi(
  { title, version, description, servers = BESIDE_DOCUMENT, tags }: ApiDescription,
  operations: readonly Operation[],
  converters: SchemaConverters,
): OpenApiDocument {
  const components = new SchemaComponents(converters)
  // First, so that it has its name whatever schemas there are.
  problemSchema(components)
  const paths: Record<string, PathItemObject> = {}
  const templates = new Map<string, PathTemplate>()
  const usedResponses = new Set<string>()
  for (const operation of operations) {
    const path = parsePathTemplate(operation.path)
    // To OpenAPI, paths that differ only in the names of their parameters are the same: the first names them.
    const shape = pathKey(path, () => '')
    const first = templates.get(shape) ?? path
    templates.set(shape, first)
    const prefix = pascalCase(operation.id)
    const described = describeOperation({ operation, path, pathNames: first.names, components, prefix })
    const key = pathKey(first, (name) => name)
    paths[key] = { ...paths[key], [operation.method.toLowerCase()]: described }
    for (const response of Object.values(described.responses)) {
      if ('$ref' in response) usedResponses.add(response.$ref)
    }
  }
  const responses = sharedResponses(usedResponses, components)
  return {
    openapi: '3.2.0',
    info: { title, ...(description === undefined ? {} : { description }), version },
    servers,
    ...(tags === undefined ? {} : { tags }),
    paths,
    components: { schemas: components.finish(), responses },
  }
}

function describeOperation(context: OperationContext): OperationObject {
  const { id, summary, description, tags, deprecated } = context.operation
  const parameters = describeParameters(context)
  const requestBody = describeRequestBody(context)
  return {
    operationId: id,
    ...(summary === undefined ? {} : { summary }),
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags }),
    ...(deprecated === true ? { deprecated } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: describeResponses(context),
  }
}

/** The path as it is on the wire, with its parameters in braces. */
function pathKey({ segments }: PathTemplate, nameOf: (param: string) => string): string {
  const texts = segments.map((pieces) =>
    pieces.map((piece) => ('param' in piece ? `{${nameOf(piece.param)}}` : piece.literal)).join(''),
  )
  return `/${texts.join('/')}`
}
