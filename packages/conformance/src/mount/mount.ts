import type { Api, ServeOptions, StreamHandler } from '@sluice/core'

import type { Certificate } from './certificate.ts'
import type { Protocol } from './protocol.ts'

/** One route to mount under the prefix. */
export interface ConformanceRoute {
  /** A `get` route must answer HEAD as well. */
  readonly method: 'get' | 'post'
  /** Segments, of which those that begin with a colon are parameters: `/params/:first/:second`. */
  readonly path: string
  readonly handler: StreamHandler
  readonly options: ServeOptions
}

/** What the framework's error handler must answer (clause E4). */
export interface FrameworkErrorAnswer {
  readonly status: number
  readonly body: string
}

/** What a server under test has to serve. */
export interface ConformanceMount {
  readonly protocol: Protocol
  /** Key and certificate, in PEM, when the protocol runs over TLS. */
  readonly tls: Certificate | undefined
  /** Mount the routes in a sub-router (or what the framework calls it) under this path. */
  readonly prefix: '/conformance'
  readonly routes: readonly ConformanceRoute[]
  /**
   * Mount it in the same sub-router, by the adapter's `mount(router, api)`. Where there are no sub-routers,
   * mount `prefixedApi(mount)`. An adapter without `mount` serves each of `api.routes` (clauses O1 to F7).
   */
  readonly api: Api
  /** Headers that a middleware of the framework must set, each as a field line of its own, before a handler runs (clause H3). */
  readonly frameworkHeaders: readonly (readonly [name: string, value: string])[]
  /** Call it from the framework's error handler, and answer what it returns (clause E4). */
  frameworkError(error: unknown): FrameworkErrorAnswer
}

/** A server under test that is running. */
export interface RunningServer {
  /** Origin, for example `http://127.0.0.1:40123`. */
  readonly url: string
  /** Stops the server as its users would: refuses connections, and settles when the last one has ended. */
  close(): Promise<void>
}

/** Starts a server of the adapter under test that serves the mount on 127.0.0.1. */
export type StartServer = (mount: ConformanceMount) => Promise<RunningServer>
