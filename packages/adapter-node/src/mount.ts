import type { EventEmitter } from 'node:events'
import type { Server } from 'node:http'
import type { Http2SecureServer, Http2Server } from 'node:http2'
import type { Server as SecureServer } from 'node:https'
import { type Api, checkServeOptions } from '@sluice/core'
import { pathOf, RouteTable } from '@sluice/core/routing'
import type { NodeRequest, NodeResponse } from './native.ts'
import { nodeCapabilities } from './node-exchange.ts'
import { serve } from './to-node-listener.ts'

/** A server of `node:http`, `node:https` or `node:http2`. */
export type NodeServer = Server | SecureServer | Http2Server | Http2SecureServer

/**
 * Serves an api from a plain server. Letters and trailing slashes in a path count.
 *
 * `request` listeners that are there already get the requests that are not for the api, as if they
 * came after it. When there is none, nor one that was added later, an unknown path is answered 404,
 * and a method that a path does not take 405 with `Allow`.
 *
 * @example mount(http.createServer().listen(3000), api)
 * @throws {InvalidArgumentError} when two routes of the api match the same requests
 * @throws {NotSupportedError} when the api leaves errors to a framework: there is none
 */
export function mount(server: NodeServer, api: Api): void {
  const table = new RouteTable(api.routes)
  for (const { options } of api.routes) checkServeOptions(options, nodeCapabilities)
  const emitter: EventEmitter = server
  const others = emitter.rawListeners('request')
  emitter.removeAllListeners('request')
  emitter.on('request', (req: NodeRequest, res: NodeResponse) => {
    const found = table.find(req.method ?? 'GET', pathOf(req.url ?? '/'))
    if (found.route !== undefined) {
      serve(req, res, found.route.handler, found.route.options, found.params)
    } else if (others.length > 0) {
      for (const other of others) Reflect.apply(other, server, [req, res])
    } else if (emitter.listenerCount('request') === 1) {
      const refuse = (): never => {
        throw found.error
      }
      serve(req, res, refuse, {}, () => ({}))
    }
  })
}
