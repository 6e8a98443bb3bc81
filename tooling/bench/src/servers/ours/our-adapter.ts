import type { Server } from 'node:http'
import type { Api, ServeOptions, StreamHandler } from '@sluice/core'

/** One of our adapters, as an application uses it. */
export interface OurAdapter {
  readonly title: string
  /** npm packages of others that it stands on. */
  readonly packages: readonly string[]
  serveHandler(this: void, handler: StreamHandler, options: ServeOptions): Server
  serveApi(this: void, api: Api): Server
}
