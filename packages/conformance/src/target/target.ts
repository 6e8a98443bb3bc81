import type { Capability } from '@sluice/core'

import type { Endpoint, WireConnection, WireRequest } from '../client/connection.ts'
import { Http1Connection } from '../client/http1/connection.ts'
import { Http2Connection } from '../client/http2/connection.ts'
import type { WireExchange } from '../client/wire-exchange.ts'
import { type Protocol, usesHttp2, usesTls } from '../mount/protocol.ts'
import type { Observation } from '../routes/observation-log.ts'
import type { Counters } from '../routes/server-watch.ts'

/** A server under test, and how to reach it. */
export interface TargetInfo {
  /** URL that the routes are mounted under, for example `http://127.0.0.1:40123/conformance`. */
  readonly url: URL
  readonly protocol: Protocol
  readonly capabilities: ReadonlySet<Capability>
  /** Starts another server like this one, for cases that shut it down. */
  readonly startOwn?: () => Promise<OwnServer>
}

/** A server that one case has to itself. */
export interface OwnServer {
  readonly info: TargetInfo
  /** The server's own close. */
  close(): Promise<void>
}

/** A request without its target, which `Target` puts together from a path. */
export type RequestOptions = Omit<WireRequest, 'target'>

let runs = 0

/** The server under test as one case sees it. Keeps track of connections, and ends them with the case. */
export class Target {
  readonly info: TargetInfo
  readonly #connections = new Set<WireConnection>()
  readonly #disposers: (() => void)[] = []

  constructor(info: TargetInfo) {
    this.info = info
  }

  /** Whether this is HTTP/2. */
  get http2(): boolean {
    return usesHttp2(this.info.protocol)
  }

  /** Host and port, as a client names them. */
  get authority(): string {
    return this.info.url.host
  }

  /** A name for what a case does on the server, under which the routes record what they see. */
  newRun(): string {
    runs += 1
    return `${process.pid}-${Date.now().toString(36)}-${runs}`
  }

  /** The request target of a route: `/head/commit?run=…` under the mount's prefix. */
  path(path: string): string {
    return `${this.info.url.pathname.replace(/\/$/, '')}${path}`
  }

  /** Starts a server that this case has to itself; only for cases that require one. It is closed with the case. */
  async own(): Promise<{ target: Target; close: () => Promise<void> }> {
    if (this.info.startOwn === undefined) throw new Error('no server can be started here')
    const server = await this.info.startOwn()
    const target = new Target(server.info)
    let closing: Promise<void> | undefined
    const close = (): Promise<void> => (closing ??= server.close())
    this.#disposers.push(() => {
      target.dispose()
      close().catch(() => undefined)
    })
    return { target, close }
  }

  /** Opens a connection in the target's protocol. */
  async connect(): Promise<WireConnection> {
    return this.#keep(await (this.http2 ? Http2Connection : Http1Connection).open(this.#endpoint))
  }

  /** Opens an HTTP/1 connection that can send anything; only for cases that require HTTP/1. */
  async connectRaw(): Promise<Http1Connection> {
    return this.#keep(await Http1Connection.open(this.#endpoint))
  }

  /** Sends a request on a connection of its own. */
  async request(path: string, options: RequestOptions = {}): Promise<WireExchange> {
    const connection = await this.connect()
    return connection.request({ ...options, target: this.path(path) })
  }

  /** Waits until one of the events was recorded in the run, and returns the first of them. */
  async observe(run: string, ...events: readonly string[]): Promise<Observation> {
    const query = events.map((event) => `&event=${event}`).join('')
    const observations = await this.#observations(`/observe?run=${run}${query}`)
    const found = observations.find(({ event }) => events.includes(event))
    if (found === undefined) {
      const seen = observations.map(({ event }) => event).join(', ')
      throw new Error(`the server never saw ${events.join(' or ')}, only: ${seen || 'nothing'}`)
    }
    return found
  }

  /**
   * All that was recorded in the run, once everything that the client did before has reached the
   * server: two more requests on connections of their own have been answered since.
   */
  async settled(run: string): Promise<readonly Observation[]> {
    await this.mark(run, 'settling')
    await this.mark(run, 'settled')
    return this.#observations(`/observe?run=${run}&event=settled`)
  }

  /** Records an event in the run from the client's side; handlers wait for such marks. */
  async mark(run: string, event: string): Promise<void> {
    await this.#control(`/mark?run=${run}&event=${event}`)
  }

  /** What the server's process has counted so far. */
  async counters(): Promise<Counters> {
    return this.#control<Counters>('/counters')
  }

  /** What is still alive in the server's process when its garbage has been collected. */
  async survivors(): Promise<Counters> {
    return this.#control<Counters>('/counters?collect')
  }

  /** Begins to drain the streams under test. */
  async drain(run: string, options: { timeout: number; retryAfter: number }): Promise<void> {
    await this.#control(`/drain?run=${run}&timeout=${options.timeout}&retryAfter=${options.retryAfter}`)
  }

  /** What the server says of itself. */
  async serverInfo(): Promise<{ suite?: unknown; capabilities?: unknown }> {
    return this.#control('/info')
  }

  /** Ends all connections. */
  dispose(): void {
    for (const connection of this.#connections) connection.destroy()
    this.#connections.clear()
    for (const dispose of this.#disposers.splice(0)) dispose()
  }

  get #endpoint(): Endpoint {
    const { url, protocol } = this.info
    const tls = usesTls(protocol)
    return { host: url.hostname, port: Number(url.port) || (tls ? 443 : 80), tls }
  }

  #keep<C extends WireConnection>(connection: C): C {
    this.#connections.add(connection)
    return connection
  }

  async #observations(path: string): Promise<readonly Observation[]> {
    const { observations } = await this.#control<{ observations: Observation[] }>(path)
    return observations
  }

  async #control<T>(path: string): Promise<T> {
    const connection = await this.connect()
    try {
      const exchange = connection.request({ target: this.path(path) })
      const { status } = await exchange.head(10_000)
      if (status !== 200) throw new Error(`GET ${this.path(path)} answered ${status}`)
      return await exchange.json<T>()
    } finally {
      connection.destroy()
      this.#connections.delete(connection)
    }
  }
}
