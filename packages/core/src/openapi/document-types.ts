import type { OperationMethod } from '../operation/operation.ts'
import type { JsonSchema } from '../schema/json-schema.ts'

/** A place in the document that is described elsewhere in it (OpenAPI 3.2.0, Reference Object). */
export interface Reference {
  readonly $ref: string
}

/**
 * An OpenAPI document, as far as Sluice writes one: these are the parts that it fills in, not all that
 * OpenAPI has. The names are those of the specification (https://spec.openapis.org/oas/v3.2.0).
 */
export interface OpenApiDocument {
  /** Version of the specification, for example `3.2.0`. */
  readonly openapi: string
  readonly info: InfoObject
  readonly servers: readonly ServerObject[]
  readonly tags?: readonly TagObject[]
  /** By path with its parameters in braces. */
  readonly paths: Readonly<Record<string, PathItemObject>>
  readonly components: ComponentsObject
}

/** What the api is called. */
export interface InfoObject {
  readonly title: string
  readonly description?: string
  /** Of the api, not of OpenAPI. */
  readonly version: string
}

/** Where the api is served. */
export interface ServerObject {
  /** Absolute, or relative to where the document was read. */
  readonly url: string
  readonly description?: string
}

/** A group of operations. */
export interface TagObject {
  readonly name: string
  readonly description?: string
}

/** The operations of a path, by method in lower case. */
export type PathItemObject = Readonly<Partial<Record<Lowercase<OperationMethod>, OperationObject>>>

/** An endpoint. */
export interface OperationObject {
  readonly operationId: string
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly deprecated?: true
  readonly parameters?: readonly ParameterObject[]
  readonly requestBody?: RequestBodyObject
  /** By status. */
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>
}

/** A part of the request outside its body. */
export interface ParameterObject {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly description?: string
  readonly required?: true
  readonly deprecated?: true
  /** `form` with `explode`: an array is its name repeated, once for each value. */
  readonly style?: 'form'
  readonly explode?: true
  /** A value as it could be. */
  readonly example?: unknown
  readonly schema: JsonSchema
}

/** The body of a request, by media type. */
export interface RequestBodyObject {
  readonly required?: true
  readonly content: Readonly<Record<string, MediaTypeObject>>
}

/** A response with one status. */
export interface ResponseObject {
  readonly description: string
  readonly headers?: Readonly<Record<string, HeaderObject>>
  /** By media type. */
  readonly content?: Readonly<Record<string, MediaTypeObject>>
}

/** A header of a response. */
export interface HeaderObject {
  readonly description: string
  readonly schema: JsonSchema
}

/** A body in one media type. Empty when nothing is known of it. */
export interface MediaTypeObject {
  /** Of the whole body. */
  readonly schema?: JsonSchema
  /** Of each of the items that a streamed body consists of; new in OpenAPI 3.2. */
  readonly itemSchema?: JsonSchema
  /** How the parts of a `multipart` body are written; new in OpenAPI 3.2. */
  readonly itemEncoding?: { readonly contentType: string }
  /** A body as it could be. */
  readonly example?: unknown
}

/** What several places of the document refer to, by name. */
export interface ComponentsObject {
  readonly schemas: Readonly<Record<string, JsonSchema>>
  readonly responses: Readonly<Record<string, ResponseObject>>
}
