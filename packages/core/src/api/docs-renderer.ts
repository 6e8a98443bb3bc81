import type { StreamHandler } from '../response/stream.ts'

/**
 * What serves a browsable page for an api: give one to `createApi({ docs })`, and its routes are mounted
 * beside the operations. `docsPage()` of `@sluice/docs` makes one; any other reference can be wrapped.
 */
export interface DocsRenderer {
  /** The page and the files that it loads. They reach the OpenAPI document by a relative URL. */
  readonly routes: readonly DocsRoute[]
}

/** A file of the documentation; served for GET and HEAD. */
export interface DocsRoute {
  /** Literal, without parameters, below the api's mount prefix: `/docs`, `/docs/assets/main.js`. */
  readonly path: string
  /** What is served, in a few words, for lists of routes. */
  readonly summary: string
  readonly handler: StreamHandler
}
