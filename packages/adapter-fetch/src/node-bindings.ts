import type { ConnectionInfo, HttpVersion, TlsState } from '@sluice/core'

/** What Sluice needs of a Node request behind a `Request`; `http.IncomingMessage` is one. */
export interface NodeIncoming {
  readonly url?: string | undefined
  readonly httpVersion: string
  readonly socket: NodeSocket
}

/** What Sluice needs of a Node response behind a `Response`; `http.ServerResponse` is one. */
export interface NodeOutgoing {
  readonly destroyed?: boolean
  readonly headersSent: boolean
  readonly writableLength: number
  /** There over HTTP/2. */
  readonly stream?: { close(code?: number): void; readonly session?: { close(): void } | undefined }
  once(event: 'close' | 'finish', listener: () => void): unknown
  write(chunk: string, encoding: 'utf8', callback: () => void): unknown
  destroy(): unknown
}

/** What Sluice needs of a Node socket; `net.Socket` and `tls.TLSSocket` are such. */
export interface NodeSocket {
  readonly remoteAddress?: string | undefined
  readonly encrypted?: boolean
  readonly authorized?: boolean
  readonly servername?: string | false | null
  getProtocol?(): string | null
  getCipher?(): { readonly standardName: string }
  cork?(): void
  uncork?(): void
  resetAndDestroy?(): unknown
  destroySoon?(): void
}

/**
 * The Node objects behind a `Request`, which some servers give to the fetch handler: as `c.env`
 * in `@hono/node-server`. With them Sluice knows the connection and when the client leaves.
 */
export interface NodeBindings {
  readonly incoming: NodeIncoming
  readonly outgoing: NodeOutgoing
}

/** Whether a platform argument holds the Node objects. */
export function isNodeBindings(platform: unknown): platform is NodeBindings {
  if (typeof platform !== 'object' || platform === null) return false
  const { incoming, outgoing } = platform as Partial<NodeBindings>
  return typeof incoming?.socket === 'object' && typeof outgoing?.destroy === 'function'
}

/** The connection behind a `Request` on Node. */
export class NodeBindingsConnection implements ConnectionInfo {
  readonly #incoming: NodeIncoming

  constructor(incoming: NodeIncoming) {
    this.#incoming = incoming
  }

  get remoteAddress(): string {
    return this.#incoming.socket.remoteAddress ?? ''
  }

  get httpVersion(): HttpVersion {
    return this.#incoming.httpVersion as HttpVersion
  }

  get tls(): TlsState | undefined {
    const { socket } = this.#incoming
    if (socket.encrypted !== true) return undefined
    return {
      version: socket.getProtocol?.() ?? '',
      cipher: socket.getCipher?.().standardName ?? '',
      servername: typeof socket.servername === 'string' ? socket.servername : undefined,
      clientVerified: socket.authorized === true,
    }
  }
}
