import { parseHead, type ParsedHead } from './head-parser.ts'
import type { ResponseEvents } from '../response-events.ts'

/** A request that was sent and whose response is still to come. */
export interface ExpectedResponse {
  readonly method: string
  readonly events: ResponseEvents
}

type Phase = 'head' | 'fixed' | 'chunk-size' | 'chunk-data' | 'chunk-end' | 'trailers' | 'until-close'

/**
 * A strict parser of HTTP/1 responses (RFC 9112), written for this suite so that the bytes on the
 * wire are judged by something other than Node's own parser. Whatever breaks the grammar throws.
 */
export class ResponseParser {
  readonly #expected: ExpectedResponse[] = []
  #buffer: Buffer = Buffer.alloc(0)
  #phase: Phase = 'head'
  #left = 0

  /** Adds the next response that will come; pipelined ones come in order. */
  expect(response: ExpectedResponse): void {
    this.#expected.push(response)
  }

  /** Takes bytes as they arrive. Throws on anything that is not the response that is due. */
  push(bytes: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? bytes : Buffer.concat([this.#buffer, bytes])
    while (this.#buffer.length > 0 && this.#step());
  }

  /** The connection is over: a close (`reset` false) or a reset. Every response still due ends here. */
  finish(reset: boolean, why: string): void {
    const closeDelimited = this.#phase === 'until-close' && !reset
    for (const [index, { events }] of this.#expected.splice(0).entries()) {
      events.onEnd(closeDelimited && index === 0 ? 'clean' : reset ? 'reset' : 'truncated', why)
    }
  }

  #step(): boolean {
    switch (this.#phase) {
      case 'head':
        return this.#head()
      case 'fixed':
        return this.#data(() => this.#done())
      case 'chunk-data':
        return this.#data(() => (this.#phase = 'chunk-end'))
      case 'until-close':
        this.#left = this.#buffer.length
        return this.#data(() => undefined)
      default:
        return this.#framingLine(this.#phase)
    }
  }

  #head(): boolean {
    const end = this.#buffer.indexOf('\r\n\r\n')
    if (end === -1) return false
    const [due] = this.#expected
    if (due === undefined) throw new Error(`bytes without a request: ${preview(this.#buffer)}`)
    const head = parseHead(this.#buffer.toString('latin1', 0, end))
    this.#buffer = this.#buffer.subarray(end + 4)
    if (head.status < 200) return true
    due.events.onHead(head)
    this.#frame(due, head)
    return true
  }

  #frame(due: ExpectedResponse, head: ParsedHead): void {
    if (due.method === 'HEAD' || head.status === 204 || head.status === 304) return this.#done()
    if (head.chunked) {
      this.#phase = 'chunk-size'
    } else if (head.contentLength === undefined) {
      this.#phase = 'until-close'
    } else if (head.contentLength === 0) {
      this.#done()
    } else {
      this.#phase = 'fixed'
      this.#left = head.contentLength
    }
  }

  #data(then: () => void): boolean {
    const bytes = this.#buffer.subarray(0, this.#left)
    this.#buffer = this.#buffer.subarray(bytes.length)
    this.#left -= bytes.length
    this.#expected[0]?.events.onBytes(bytes)
    if (this.#left === 0) then()
    return true
  }

  #framingLine(phase: Phase): boolean {
    const end = this.#buffer.indexOf('\r\n')
    if (end === -1) return false
    const line = this.#buffer.toString('latin1', 0, end)
    this.#buffer = this.#buffer.subarray(end + 2)
    if (phase === 'chunk-size') {
      if (!/^[0-9a-f]+$/i.test(line)) throw new Error(`not a chunk size: ${JSON.stringify(line)}`)
      this.#left = Number.parseInt(line, 16)
      this.#phase = this.#left === 0 ? 'trailers' : 'chunk-data'
    } else if (phase === 'chunk-end') {
      if (line !== '') throw new Error(`a chunk is longer than its size: ${JSON.stringify(line)}`)
      this.#phase = 'chunk-size'
    } else if (line === '') {
      this.#done()
    }
    return true
  }

  #done(): void {
    this.#phase = 'head'
    this.#expected.shift()?.events.onEnd('clean', 'complete')
  }
}

function preview(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1', 0, 60))
}
