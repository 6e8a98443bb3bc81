/** Hears of the responses on a connection. */
export interface ResponseTarget {
  /** Status and header lines have arrived. `head` is their text, without the blank line. */
  head(status: number, head: string): void
  /** A piece of the body, valid only during the call. */
  body(data: Buffer, from: number, to: number): void
  /** The response is complete. */
  end(): void
}

type State = 'head' | 'fixed' | 'size' | 'extension' | 'chunk' | 'chunk-end' | 'trailer' | 'until-close'

const CR = 13
const LF = 10
const SEMICOLON = 59

/**
 * Reads HTTP/1.1 responses (RFC 9112) as they arrive, and gives away their bodies without the framing.
 * Written for speed on small chunks: bodies are not copied, and nothing is allocated for a chunk.
 *
 * It reads what servers of this benchmark send: no informational responses, none to HEAD.
 */
export class ResponseReader {
  readonly #target: ResponseTarget
  #state: State = 'head'
  /** The beginning of a head that has not arrived in full. */
  #held = ''
  /** Bytes left of the body, or of the chunk; while its size is read, the size so far. */
  #left = 0
  #digits = 0
  /** Characters in the trailer line that is read. */
  #line = 0

  constructor(target: ResponseTarget) {
    this.#target = target
  }

  /** @throws {Error} when what arrives is not HTTP */
  feed(data: Buffer, length: number = data.length): void {
    let at = 0
    while (at < length) {
      switch (this.#state) {
        case 'head':
          at = this.#readHead(data, at, length)
          break
        case 'size':
        case 'extension':
          at = this.#readSize(data, at, length)
          break
        case 'fixed':
        case 'chunk':
          at = this.#readBody(data, at, length)
          break
        case 'chunk-end':
          at = this.#readChunkEnd(data, at)
          break
        case 'trailer':
          at = this.#readTrailer(data, at)
          break
        case 'until-close':
          this.#target.body(data, at, length)
          at = length
      }
    }
  }

  /**
   * The connection was closed by the server.
   * @throws {Error} when a response had begun and was not complete
   */
  closed(): void {
    if (this.#state === 'until-close') return this.#end()
    if (this.#state !== 'head' || this.#held !== '') {
      throw new Error('The connection was closed in the middle of a response.')
    }
  }

  #readHead(data: Buffer, at: number, length: number): number {
    const before = this.#held.length
    const text = this.#held + data.toString('latin1', at, length)
    const end = text.indexOf('\r\n\r\n')
    if (end === -1) {
      this.#held = text
      return length
    }
    this.#held = ''
    this.#begin(text.slice(0, end))
    return at + end + 4 - before
  }

  #begin(head: string): void {
    const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1]
    if (status === undefined) throw new Error(`This is no HTTP response: ${head.slice(0, 80)}`)
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
    this.#target.head(Number(status), head)
    if (status === '204' || status === '304') this.#end()
    else if (/\r\ntransfer-encoding: *chunked/i.test(head)) this.#awaitSize()
    else if (length === undefined) this.#state = 'until-close'
    else if (length === '0') this.#end()
    else {
      this.#state = 'fixed'
      this.#left = Number(length)
    }
  }

  #awaitSize(): void {
    this.#state = 'size'
    this.#left = 0
    this.#digits = 0
  }

  #readSize(data: Buffer, from: number, length: number): number {
    for (let at = from; at < length; at++) {
      const byte = data[at] ?? 0
      if (byte === LF) {
        if (this.#digits === 0) throw new Error('A chunk has no size.')
        this.#line = 0
        this.#state = this.#left === 0 ? 'trailer' : 'chunk'
        return at + 1
      }
      if (byte === SEMICOLON) this.#state = 'extension'
      else if (byte !== CR && this.#state === 'size') {
        this.#left = this.#left * 16 + hexDigit(byte)
        this.#digits += 1
      }
    }
    return length
  }

  #readBody(data: Buffer, at: number, length: number): number {
    const to = Math.min(length, at + this.#left)
    this.#left -= to - at
    this.#target.body(data, at, to)
    if (this.#left > 0) return to
    if (this.#state === 'fixed') this.#end()
    else this.#state = 'chunk-end'
    return to
  }

  #readChunkEnd(data: Buffer, at: number): number {
    const byte = data[at]
    if (byte === LF) this.#awaitSize()
    else if (byte !== CR) throw new Error('A chunk is longer than its size says.')
    return at + 1
  }

  #readTrailer(data: Buffer, at: number): number {
    const byte = data[at]
    if (byte === LF) {
      if (this.#line === 0) this.#end()
      this.#line = 0
    } else if (byte !== CR) this.#line += 1
    return at + 1
  }

  #end(): void {
    this.#state = 'head'
    this.#target.end()
  }
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const letter = byte | 32
  if (letter >= 97 && letter <= 102) return letter - 87
  throw new Error(`${JSON.stringify(String.fromCharCode(byte))} is no digit of a chunk size.`)
}
