import { InvalidArgumentError } from '../contract/errors.ts'
import type { ServeOptions } from '../exchange/serve-options.ts'
import { type ApiDescription, describeApi } from '../openapi/document.ts'
import { toOpenApi31 } from '../openapi/downgrade.ts'
import type { Operation } from '../operation/operation.ts'
import { toHandler } from '../operation/to-handler.ts'
import type { Middleware } from '../response/middleware.ts'
import { parsePathTemplate } from '../routing/path-template.ts'
import { inMatchOrder } from '../routing/route-order.ts'
import { RouteTable } from '../routing/route-table.ts'
import type { SchemaConverters } from '../schema/json-schema.ts'
import type { Api, ApiRoute } from './api.ts'
import { checkInit } from './check-init.ts'
import { checkNames } from './check-names.ts'
import { checkRoutes } from './check-routes.ts'
import { docsRoutes, documentRoutes } from './document-routes.ts'
import type { DocsRenderer } from './docs-renderer.ts'
import { planInput } from './plan-input.ts'
import { requestInMemory } from './request.ts'

/** What an api is made of. The options of `ServeOptions` hold for each of its routes. */
export interface ApiInit extends ApiDescription, Omit<ServeOptions, 'name'> {
  readonly operations: readonly Operation[]
  /** Around every operation; the first is outermost. Not around the documentation. */
  readonly middleware?: readonly Middleware[]
  /** `false` serves no OpenAPI document, and asks no schema for its JSON Schema. */
  readonly openapi?: false
  /** For schema libraries that do not offer Standard JSON Schema: their own converter, by vendor. */
  readonly jsonSchema?: SchemaConverters
  /** A page to read the documentation on: `docsPage()` of `@sluice/docs`, for example. */
  readonly docs?: DocsRenderer
}

/**
 * Makes an api of operations. It serves them, and `/openapi.json`, `/openapi.yaml` (OpenAPI 3.2) and
 * `/openapi-3.1.json` beside them, on whichever router it is mounted.
 *
 * @example mount(app, createApi({ title: 'Demo', version: '1.0.0', operations: [countdown] }))
 * @throws {InvalidArgumentError} when something is missing or not what it should be, when two operations
 *   have one id or match the same requests, when a request cannot have what a schema needs, or when a
 *   schema cannot be said as JSON Schema
 */
export function createApi(init: ApiInit): Api {
  checkInit(init)
  const { operations, middleware = [], jsonSchema = {}, docs } = init
  const options = serveOptionsOf(init)
  const document = init.openapi === false ? undefined : describeApi(init, operations, jsonSchema)
  if (document !== undefined) for (const operation of operations) checkNames(operation, jsonSchema)
  const ofOperations = operations.map<ApiRoute>((operation) => ({
    method: operation.method,
    path: parsePathTemplate(operation.path),
    handler: toHandler(planInput(operation, jsonSchema), middleware),
    options: {
      ...options,
      ...(operation.bodyLimit === undefined ? {} : { bodyLimit: operation.bodyLimit }),
      name: operation.id,
    },
  }))
  const documents = document === undefined ? [] : documentRoutes(document, options)
  const ofDocs = docs === undefined ? [] : docsRoutes(docs, options)
  checkRoutes({ operations: ofOperations, documents, docs: ofDocs })
  const routes = [...ofOperations, ...documents, ...ofDocs]
  const table = new RouteTable(routes)
  return {
    operations,
    routes: inMatchOrder(routes),
    openapi: (version = '3.2') => {
      if (document === undefined) {
        throw new InvalidArgumentError('This api has no OpenAPI document: leave out openapi: false.')
      }
      return version === '3.1' ? toOpenApi31(document) : document
    },
    request: (path, requestInit) => requestInMemory(table, path, requestInit),
  }
}

function serveOptionsOf(init: ApiInit): ServeOptions {
  const { onError, observer, bodyLimit, maxBufferedBytes, streams, errors } = init
  return {
    ...(onError === undefined ? {} : { onError }),
    ...(observer === undefined ? {} : { observer }),
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    ...(maxBufferedBytes === undefined ? {} : { maxBufferedBytes }),
    ...(streams === undefined ? {} : { streams }),
    ...(errors === undefined ? {} : { errors }),
  }
}
