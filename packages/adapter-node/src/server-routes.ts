import type { EventEmitter } from 'node:events'
import type { ApiRoute } from '@sluice/core'
import { pathOf, RouteTables } from '@sluice/core/routing'
import type { NodeRequest, NodeResponse } from './native.ts'
import { serve } from './to-node-listener.ts'

type Listeners = ReturnType<EventEmitter['rawListeners']>

const mounted = new WeakMap<EventEmitter, ServerRoutes>()

/** What is mounted on a server; nothing yet, or nothing any more once its listener was removed. */
export function routesOf(server: EventEmitter): ServerRoutes {
  const known = mounted.get(server)
  if (known?.listens === true) return known
  const routes = new ServerRoutes(server)
  mounted.set(server, routes)
  return routes
}

/** The routes of the apis on one server, and the `request` listeners that get what is for none of them. */
export class ServerRoutes {
  readonly #server: EventEmitter
  readonly #tables = new RouteTables<ApiRoute>()
  readonly #others: Listeners = []

  readonly #listener = (req: NodeRequest, res: NodeResponse): void => {
    const found = this.#tables.find(req.method ?? 'GET', pathOf(req.url ?? '/'))
    if (found.route !== undefined) {
      serve(req, res, found.route.handler, found.route.options, found.params)
    } else if (this.#others.length > 0) {
      for (const other of this.#others) Reflect.apply(other, this.#server, [req, res])
    } else if (this.#server.listenerCount('request') === 1) {
      const refuse = (): never => {
        throw found.error
      }
      serve(req, res, refuse, {}, () => ({}))
    }
  }

  constructor(server: EventEmitter) {
    this.#server = server
  }

  /** Whether requests come here. */
  get listens(): boolean {
    return this.#server.listeners('request').includes(this.#listener)
  }

  /**
   * Adds the routes of an api, and puts them before the listeners that are there.
   * @throws {InvalidArgumentError} when two of them match the same requests; nothing is changed then
   */
  add(routes: Iterable<ApiRoute>): void {
    this.#tables.add(routes)
    const listeners = this.#server.rawListeners('request')
    this.#others.push(...listeners.filter((listener) => listener !== this.#listener))
    this.#server.removeAllListeners('request').on('request', this.#listener)
  }
}
