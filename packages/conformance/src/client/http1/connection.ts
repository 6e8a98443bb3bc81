import type { Socket } from 'node:net'

import type { Endpoint, WireConnection, WireRequest } from '../connection.ts'
import { openSocket, type OpenSocket } from '../open-socket.ts'
import { WaitList } from '../wait-list.ts'
import { type ExchangeControl, type Leaving, WireExchange } from '../wire-exchange.ts'
import { ResponseParser } from './response-parser.ts'

/** A raw HTTP/1 connection: sends exactly what it is told, and reads with the suite's own parser. */
export class Http1Connection implements WireConnection {
  readonly #socket: Socket
  readonly #tcp: Socket
  readonly #host: string
  readonly #parser = new ResponseParser()
  readonly #waits = new WaitList()
  #over = false

  /** Connects; rejects with the socket's error. */
  static async open(endpoint: Endpoint): Promise<Http1Connection> {
    return new Http1Connection(await openSocket(endpoint, 'http/1.1'), `${endpoint.host}:${endpoint.port}`)
  }

  private constructor({ socket, tcp }: OpenSocket, host: string) {
    this.#socket = socket
    this.#tcp = tcp
    this.#host = host
    socket.on('data', (bytes: Buffer) => this.#read(bytes))
    socket.on('end', () => this.#confirmEnd())
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#finish(error.code === 'ECONNRESET', error.message)
    })
    socket.on('close', () => this.#finish(false, 'the connection was closed'))
  }

  request(request: WireRequest): WireExchange {
    const method = request.method ?? 'GET'
    const chunked = request.streaming === true
    const exchange = new WireExchange(this.#control(chunked), request.onBytes)
    this.#parser.expect({ method, events: exchange })
    this.raw(requestHead(method, request, chunked, this.#host))
    if (request.body !== undefined) this.#socket.write(request.body)
    return exchange
  }

  /** Sends text as it is: the way to send a request slowly, or a wrong one. */
  raw(text: string): void {
    this.#socket.write(text, 'latin1')
  }

  /** Expects a response to a request that was sent by `raw`. */
  expect(method: string): WireExchange {
    const exchange = new WireExchange(this.#control(false), undefined)
    this.#parser.expect({ method, events: exchange })
    return exchange
  }

  leave(how: Leaving): void {
    if (how === 'half-close') this.#socket.end()
    else if (how === 'close') this.#socket.destroy()
    else this.#tcp.resetAndDestroy()
  }

  async closedByServer(): Promise<void> {
    this.#socket.resume()
    await this.#waits.until(() => this.#over, 'the server to close the connection')
  }

  destroy(): void {
    this.#socket.destroy()
  }

  /**
   * libuv reports a reset as an end when bytes came just before it (it takes POLLHUP after a short
   * read for one). Writing tells: after a reset it fails at once, after a proper close it does not.
   */
  #confirmEnd(): void {
    if (!this.#socket.writable) return this.#finish(false, 'the server closed the connection')
    this.#socket.write('\r\n', (error) => {
      const reset = error !== null && error !== undefined
      this.#finish(reset, reset ? error.message : 'the server closed the connection')
    })
  }

  #control(chunked: boolean): ExchangeControl {
    return {
      pause: () => void this.#socket.pause(),
      resume: () => void this.#socket.resume(),
      send: (bytes) => (chunked ? this.#sendChunk(bytes) : void this.#socket.write(bytes)),
      room: () => this.#socket.writableLength === 0,
      finish: () => void (chunked && this.#socket.write('0\r\n\r\n')),
      leave: (how) => this.leave(how),
    }
  }

  #sendChunk(bytes: Uint8Array): void {
    this.#socket.cork()
    this.#socket.write(`${bytes.length.toString(16)}\r\n`)
    this.#socket.write(bytes)
    this.#socket.write('\r\n')
    this.#socket.uncork()
  }

  #read(bytes: Buffer): void {
    try {
      this.#parser.push(bytes)
    } catch (error) {
      this.#finish(false, `malformed response: ${(error as Error).message}`)
      this.#socket.destroy()
    }
  }

  #finish(reset: boolean, why: string): void {
    this.#over = true
    this.#parser.finish(reset, why)
    this.#waits.changed()
  }
}

function requestHead(method: string, request: WireRequest, chunked: boolean, host: string): string {
  const given = request.headers ?? []
  const lines = [`${method} ${request.target} HTTP/${request.version ?? '1.1'}`]
  if (!given.some(([name]) => name.toLowerCase() === 'host')) lines.push(`host: ${host}`)
  for (const [name, value] of given) lines.push(`${name}: ${value}`)
  if (chunked) lines.push('transfer-encoding: chunked')
  else if (request.body !== undefined) lines.push(`content-length: ${request.body.length}`)
  return `${lines.join('\r\n')}\r\n\r\n`
}
