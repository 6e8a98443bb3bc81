import type { Leaving, WireExchange } from './wire-exchange.ts'

/** A request as a case describes it, for either protocol. */
export interface WireRequest {
  readonly method?: string
  /** Path and query, sent as they are. */
  readonly target: string
  /** One pair per field line. `host` (or `:authority`) is added unless given. */
  readonly headers?: readonly (readonly [name: string, value: string])[]
  /** The whole request body. Without it, `streaming` says that pieces will follow by `control.send`. */
  readonly body?: Uint8Array
  readonly streaming?: boolean
  /** HTTP/1 only; 1.1 by default. */
  readonly version?: '1.0' | '1.1'
  /** Takes the response body piece by piece instead of keeping it. */
  readonly onBytes?: (bytes: Buffer) => void
}

/** One connection to the server under test. */
export interface WireConnection {
  /** Sends a request; on HTTP/1 several in a row are pipelined. */
  request(request: WireRequest): WireExchange
  /** Leaves, as a client would. */
  leave(how: Leaving): void
  /** The server has closed, or reset, the connection. */
  closedByServer(): Promise<void>
  /** Ends the connection for good, once a case is over. */
  destroy(): void
}

/** Where to connect to. */
export interface Endpoint {
  readonly host: string
  readonly port: number
  readonly tls: boolean
}
