import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type Api,
  createApi,
  type DrainResult,
  type Middleware,
  type Operation,
  StreamRegistry,
} from '@sluice/core'
import type { Adapter, Cors } from './adapters.ts'
import { numbers } from './numbers.ts'
import { Orders } from './orders.ts'
import { Recording } from './recording.ts'
import { SPECIAL_STREAMS } from './special-streams.ts'

/** A request as it came. */
export interface SeenRequest {
  readonly path: string
  /** The header, a character for each byte. */
  readonly lastEventId: string | undefined
  readonly cookie: string | undefined
  /** Milliseconds of a clock of its own. */
  readonly at: number
}

/** A stream that has ended. */
export interface SeenEnd {
  readonly name: string | undefined
  readonly outcome: string
  readonly status: number | undefined
  readonly bytes: number
  readonly events: number
}

/** The api on one adapter and a port of 127.0.0.1, and what has become of it. */
export class Served implements AsyncDisposable {
  readonly requests: Recording<SeenRequest> = new Recording()
  readonly ends: Recording<SeenEnd> = new Recording()
  /** What `onError` was told. */
  readonly failures: unknown[] = []
  readonly orders: Orders = new Orders()
  readonly #adapter: Adapter
  readonly #cors: Cors | undefined
  readonly #operations: readonly Operation[]
  #streams = new StreamRegistry()
  #server: Server
  #connections = 0
  #mostConnections = 0

  /** Use `serve`. */
  constructor(adapter: Adapter, cors: Cors | undefined, operations: readonly Operation[]) {
    this.#adapter = adapter
    this.#cors = cors
    this.#operations = operations
    this.#server = this.#makeServer()
  }

  /** Scheme, host and port. */
  get origin(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** The most connections that there were at one time. */
  get mostConnections(): number {
    return this.#mostConnections
  }

  /** The requests for one path. */
  requestsFor(path: string): readonly SeenRequest[] {
    return this.requests.entries.filter((request) => request.path === path)
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve) => void this.#server.listen(port, '127.0.0.1', resolve))
  }

  /**
   * Shuts down as a deployment does, and starts anew on the same port. New connections are refused
   * first: the 503 that a draining server answers would end an `EventSource` for good.
   */
  async restart(): Promise<DrainResult> {
    const port = this.#port
    const closed = new Promise((resolve) => this.#server.close(resolve))
    const drained = await this.#streams.drain({ timeout: 5_000 })
    await closed
    this.#streams = new StreamRegistry()
    this.#server = this.#makeServer()
    await this.listen(port)
    return drained
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  #makeServer(): Server {
    const server = this.#adapter.serve(this.#makeApi(), this.#cors)
    server.on('connection', (socket) => {
      this.#connections += 1
      this.#mostConnections = Math.max(this.#mostConnections, this.#connections)
      socket.once('close', () => {
        this.#connections -= 1
      })
    })
    return server
  }

  #makeApi(): Api {
    const surroundings = { orders: this.orders, socketOf: this.#adapter.socketOf }
    return createApi({
      title: 'Reconnection',
      version: '1.0.0',
      operations: [...numbers(surroundings), ...SPECIAL_STREAMS, ...this.#operations],
      middleware: [this.#record, ...(this.#adapter.hasCors ? [] : [this.#allow])],
      streams: this.#streams,
      onError: (error) => this.failures.push(error),
      observer: {
        end: ({ name, status, bytes, events }, { outcome }) =>
          this.ends.add({ name, outcome, status, bytes, events }),
      },
    })
  }

  readonly #record: Middleware = (ctx, next) => {
    this.requests.add({
      path: ctx.url.pathname,
      lastEventId: ctx.headers.get('last-event-id'),
      cookie: ctx.headers.get('cookie'),
      at: performance.now(),
    })
    return next()
  }

  readonly #allow: Middleware = (ctx, next) => {
    if (this.#cors !== undefined) {
      ctx.setHeader('access-control-allow-origin', this.#cors.origin)
      if (this.#cors.credentials) ctx.setHeader('access-control-allow-credentials', 'true')
    }
    return next()
  }
}

/** Serves the api with an adapter, and with it what a test adds: operations of its own. */
export async function serve(
  adapter: Adapter,
  cors?: Cors,
  operations: readonly Operation[] = [],
): Promise<Served> {
  const served = new Served(adapter, cors, operations)
  await served.listen(0)
  return served
}
