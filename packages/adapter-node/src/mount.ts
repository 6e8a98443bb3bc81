import type { Server } from 'node:http'
import type { Http2SecureServer, Http2Server } from 'node:http2'
import type { Server as SecureServer } from 'node:https'
import { type Api, checkApi, checkServeOptions } from '@sluice/core'
import { nodeCapabilities } from './node-exchange.ts'
import { routesOf } from './server-routes.ts'

/** A server of `node:http`, `node:https` or `node:http2`. */
export type NodeServer = Server | SecureServer | Http2Server | Http2SecureServer

/**
 * Serves an api from a plain server. Letters and trailing slashes in a path count. Of several
 * apis on one server, the one that was mounted first is asked first.
 *
 * `request` listeners that are there already get the requests that are not for the api, as if they
 * came after it. When there is none, nor one that was added later, an unknown path is answered 404,
 * and a method that a path does not take 405 with `Allow`.
 *
 * @example mount(http.createServer().listen(3000), api)
 * @throws {InvalidArgumentError} when it is no api, or two of its routes match the same requests
 * @throws {NotSupportedError} when the api leaves errors to a framework: there is none
 */
export function mount(server: NodeServer, api: Api): void {
  checkApi(api)
  for (const { options } of api.routes) checkServeOptions(options, nodeCapabilities)
  routesOf(server).add(api.routes)
}
