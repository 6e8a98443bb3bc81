import type {
  MediaTypeObject,
  OpenApiDocument,
  OperationObject,
  PathItemObject,
  Reference,
  ResponseObject,
} from './document-types.ts'

/**
 * The same document for tools that read OpenAPI 3.1 and not yet 3.2.
 *
 * 3.1 has no word for the items of a stream, so each `itemSchema` becomes the `items` of an array.
 * That is how 3.2 itself sees the whole of such a body ("as if the values were in an array in the
 * same order", Sequential Media Types), so that the two documents never contradict each other, and
 * all that is known of an item is kept. What is lost is that the array is not what is on the wire and
 * may have no end: its description says so. How the parts of a `multipart` body are encoded is left
 * out, since 3.1 can say that only of named ones.
 *
 * All else that Sluice says is in both versions.
 */
export function toOpenApi31(document: OpenApiDocument): OpenApiDocument {
  return { ...document, openapi: '3.1.1', paths: mapValues(document.paths, downgradePath) }
}

function downgradePath(path: PathItemObject): PathItemObject {
  return mapValues(path, downgradeOperation)
}

function downgradeOperation(operation: OperationObject): OperationObject {
  return { ...operation, responses: mapValues(operation.responses, downgradeResponse) }
}

function downgradeResponse(response: ResponseObject | Reference): ResponseObject | Reference {
  if (!('content' in response) || response.content === undefined) return response
  return { ...response, content: mapValues(response.content, downgradeMediaType) }
}

function downgradeMediaType({ itemSchema, itemEncoding, ...mediaType }: MediaTypeObject): MediaTypeObject {
  if (itemSchema === undefined) return mediaType
  const description = 'A stream: its items come one after the other, as this media type writes them.'
  return { ...mediaType, schema: { description, type: 'array', items: itemSchema } }
}

function mapValues<T>(object: Readonly<Record<string, T>>, map: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]))
}
