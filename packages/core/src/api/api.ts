import type { ServeOptions } from '../exchange/serve-options.ts'
import type { OpenApiDocument } from '../openapi/document-types.ts'
import type { Operation, OperationMethod } from '../operation/operation.ts'
import type { StreamHandler } from '../response/stream.ts'
import type { PathTemplate } from '../routing/path-template.ts'

/** One route of an api, as an adapter mounts it. */
export interface ApiRoute {
  /** A `GET` route answers `HEAD` too. */
  readonly method: OperationMethod
  readonly path: PathTemplate
  /** Reads `ctx.params` first, so that one that cannot be decoded is a 400 (clause R1). */
  readonly handler: StreamHandler
  readonly options: ServeOptions
}

/** Operations that are served together: made by `createApi`, served by `mount` of every adapter. */
export interface Api {
  readonly operations: readonly Operation[]
  /** Of the operations and of their documentation, in the order in which they are to be tried. */
  readonly routes: readonly ApiRoute[]
  /**
   * The OpenAPI document: 3.2 by default, or the best that 3.1 can say of streams.
   * @throws {InvalidArgumentError} when the api was made with `openapi: false`
   */
  openapi(version?: '3.2' | '3.1'): OpenApiDocument
  /**
   * Runs a request in memory, with no server: the client for tests. The response streams, at the pace
   * at which it is read; aborting `init.signal` or cancelling the body is the client leaving. A stream
   * that fails errors the body, with its failure as `cause`.
   *
   * @param path path and query, below no mount prefix: `/countdown/3?step=1`
   * @throws {DOMException} (rejects) with the reason of `init.signal`, if that aborts before the head
   */
  request(path: string, init?: RequestInit): Promise<Response>
}
