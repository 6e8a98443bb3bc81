import { TLSSocket } from 'node:tls'
import type { ByteSource, ConnectionInfo, HttpVersion, RequestView, TlsState } from '@sluice/core'
import type { NodeRequest } from './native.ts'
import { RequestBody } from './request-body.ts'

/** A Node request as core sees it. Adapters of frameworks override what their framework knows better. */
export class NodeRequestView implements RequestView {
  readonly #req: NodeRequest
  #body: ByteSource | undefined

  constructor(req: NodeRequest) {
    this.#req = req
  }

  get body(): ByteSource {
    this.#body ??= new RequestBody(this.#req, () => this.parsedBody)
    return this.#body
  }

  /** What a body parser of the framework has left of the body; `undefined` if there was none. */
  protected get parsedBody(): unknown {
    return undefined
  }

  get method(): string {
    return this.#req.method ?? 'GET'
  }

  /** The target as it stands in the request line; in absolute form it names the host too. */
  protected get rawTarget(): string {
    return this.#req.url ?? '/'
  }

  get target(): string {
    return this.rawTarget.replace(/^https?:\/\/[^/?#]*/i, '') || '/'
  }

  get scheme(): 'http' | 'https' {
    return this.#req.socket instanceof TLSSocket ? 'https' : 'http'
  }

  get host(): string {
    return this.header(':authority') ?? this.header('host') ?? 'localhost'
  }

  get params(): Readonly<Record<string, string>> {
    return {}
  }

  /** Read from the raw lines: Node's own `headers` drops repeated ones of some names. */
  header(name: string): string | undefined {
    const { rawHeaders } = this.#req
    let joined: string | undefined
    for (let i = 0; i < rawHeaders.length; i += 2) {
      const rawName = rawHeaders[i]
      if (rawName?.length !== name.length || rawName.toLowerCase() !== name) continue
      joined = join(name, joined, rawHeaders[i + 1] ?? '')
    }
    return joined
  }

  *headers(): Iterable<readonly [name: string, value: string]> {
    const { rawHeaders } = this.#req
    const joined = new Map<string, string>()
    for (let i = 0; i < rawHeaders.length; i += 2) {
      const name = rawHeaders[i]?.toLowerCase() ?? ''
      // HTTP/2 pseudo-headers are the method, target and host.
      if (!name.startsWith(':')) joined.set(name, join(name, joined.get(name), rawHeaders[i + 1] ?? ''))
    }
    yield* joined
  }
}

function join(name: string, before: string | undefined, value: string): string {
  if (before === undefined) return value
  return `${before}${name === 'cookie' ? '; ' : ', '}${value}`
}

/** The connection of a Node request, looked at when asked. */
export class NodeConnection implements ConnectionInfo {
  readonly #req: NodeRequest

  constructor(req: NodeRequest) {
    this.#req = req
  }

  get remoteAddress(): string {
    return this.#req.socket.remoteAddress ?? ''
  }

  get httpVersion(): HttpVersion {
    return this.#req.httpVersion as HttpVersion
  }

  get tls(): TlsState | undefined {
    const { socket } = this.#req
    if (!(socket instanceof TLSSocket)) return undefined
    const servername: unknown = 'servername' in socket ? socket.servername : undefined
    return {
      version: socket.getProtocol() ?? '',
      cipher: socket.getCipher().standardName,
      servername: typeof servername === 'string' ? servername : undefined,
      clientVerified: socket.authorized,
    }
  }
}
