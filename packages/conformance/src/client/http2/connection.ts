import { connect, constants, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2'
import type { IncomingHttpHeaders, IncomingHttpStatusHeader } from 'node:http2'
import type { Socket } from 'node:net'

import type { Endpoint, WireConnection, WireRequest } from '../connection.ts'
import { openSocket, type OpenSocket } from '../open-socket.ts'
import { WaitList } from '../wait-list.ts'
import { WireExchange, type Leaving } from '../wire-exchange.ts'
import { FrameTap } from './frame-tap.ts'

/**
 * An HTTP/2 connection on `node:http2`. A tap on the bytes below it tells END_STREAM from
 * RST_STREAM(NO_ERROR), which Node reports alike.
 */
export class Http2Connection implements WireConnection {
  readonly #socket: Socket
  readonly #tcp: Socket
  readonly #session: ClientHttp2Session
  readonly #tap: FrameTap
  readonly #waits = new WaitList()
  #over = false

  /** Connects; rejects with the socket's error. */
  static async open(endpoint: Endpoint): Promise<Http2Connection> {
    return new Http2Connection(await openSocket(endpoint, 'h2'), endpoint)
  }

  private constructor({ socket, tcp }: OpenSocket, { host, port, tls }: Endpoint) {
    this.#socket = socket
    this.#tcp = tcp
    this.#tap = new FrameTap(socket)
    this.#session = connect(`${tls ? 'https' : 'http'}://${host}:${port}`, {
      createConnection: () => this.#tap,
    })
    this.#session.on('error', () => undefined)
    this.#session.on('close', () => this.#gone())
    socket.on('error', () => undefined)
    socket.on('close', () => this.#gone())
  }

  request(request: WireRequest): WireExchange {
    const hasBody = request.body !== undefined || request.streaming === true
    const stream = this.#session.request(requestHeaders(request), { endStream: !hasBody })
    const exchange = new WireExchange(
      {
        pause: () => void stream.pause(),
        resume: () => void stream.resume(),
        send: (bytes) => void stream.write(bytes),
        room: () => stream.writableLength === 0,
        finish: () => void stream.end(),
        leave: (how) => (how === 'cancel' ? stream.close(constants.NGHTTP2_CANCEL) : this.leave(how)),
      },
      request.onBytes,
    )
    this.#report(stream, exchange)
    if (request.body !== undefined) stream.end(request.body)
    return exchange
  }

  leave(how: Leaving): void {
    if (how === 'half-close') this.#socket.end()
    else if (how === 'reset') this.#tcp.resetAndDestroy()
    else this.#socket.destroy()
  }

  async closedByServer(): Promise<void> {
    await this.#waits.until(() => this.#over, 'the server to close the connection')
  }

  destroy(): void {
    this.#session.destroy()
    this.#socket.destroy()
  }

  #report(stream: ClientHttp2Stream, exchange: WireExchange): void {
    stream.on('response', (headers) => exchange.onHead(wireHead(headers)))
    stream.on('data', (bytes: Buffer) => exchange.onBytes(bytes))
    stream.on('error', () => undefined)
    // A response can be complete while the request is still being sent: the stream closes only later.
    stream.on('end', () => {
      if (this.#tap.endedStreams.has(stream.id ?? 0)) exchange.onEnd('clean', 'END_STREAM')
    })
    stream.on('close', () => {
      const clean =
        this.#tap.endedStreams.has(stream.id ?? 0) && stream.rstCode === constants.NGHTTP2_NO_ERROR
      if (clean) exchange.onEnd('clean', 'END_STREAM')
      else if (this.#tap.resetStreams.has(stream.id ?? 0))
        exchange.onEnd('reset', `RST_STREAM ${stream.rstCode}`)
      else exchange.onEnd('truncated', `the connection ended (code ${stream.rstCode})`)
    })
  }

  #gone(): void {
    this.#over = true
    this.#waits.changed()
  }
}

function requestHeaders(request: WireRequest): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {
    ':method': request.method ?? 'GET',
    ':path': request.target,
  }
  for (const [name, value] of request.headers ?? []) {
    const key = name.toLowerCase() === 'host' ? ':authority' : name.toLowerCase()
    const before = headers[key]
    headers[key] = before === undefined ? value : [before, value].flat()
  }
  return headers
}

function wireHead(headers: IncomingHttpHeaders & IncomingHttpStatusHeader): {
  version: string
  status: number
  headers: [string, string][]
} {
  const fields = Object.entries(headers).filter(([name]) => !name.startsWith(':'))
  return {
    version: '2.0',
    status: Number(headers[':status']),
    headers: fields.flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    ),
  }
}
