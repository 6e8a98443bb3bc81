import { WaitList } from './wait-list.ts'
import type { EndKind, ResponseEvents, WireHead } from './response-events.ts'

/** How a client leaves: TCP reset, close, end of its own direction only, or cancelling just this stream. */
export type Leaving = 'reset' | 'close' | 'half-close' | 'cancel'

/** What a transport can do to a request that is under way. */
export interface ExchangeControl {
  /** Stops taking the response off the connection, as a stalled client does. */
  pause(): void
  resume(): void
  /** Sends a piece of the request body. */
  send(bytes: Uint8Array): void
  /** Whether what was sent has left the client's own buffer. */
  room(): boolean
  /** Ends the request body. */
  finish(): void
  leave(how: Leaving): void
}

/** How a response ended and why the client thinks so. */
export interface WireEnd {
  readonly kind: EndKind
  readonly why: string
}

/** A request on the wire and its response as it arrives. Every wait is bounded and says what it waited for. */
export class WireExchange implements ResponseEvents {
  readonly control: ExchangeControl
  /** Number of body bytes that have arrived. */
  received = 0
  /** When bytes arrived (`performance.now()`), and how many there were in total by then. */
  readonly arrivals: { readonly at: number; readonly total: number }[] = []
  readonly #handOn: ((bytes: Buffer) => void) | undefined
  readonly #waits = new WaitList()
  readonly #chunks: Buffer[] = []
  #head: WireHead | undefined
  #end: WireEnd | undefined

  /** With `onBytes` the body is handed on and not kept. */
  constructor(control: ExchangeControl, onBytes: ((bytes: Buffer) => void) | undefined) {
    this.control = control
    this.#handOn = onBytes
  }

  /** Waits for status and headers. */
  async head(timeout?: number): Promise<WireHead> {
    await this.#waits.until(
      () => this.#head !== undefined || this.#end !== undefined,
      'the response head',
      timeout,
    )
    if (this.#head === undefined) throw new Error(`no response head: ${this.#end?.kind} (${this.#end?.why})`)
    return this.#head
  }

  /** Waits until at least `count` bytes of the body have arrived, and returns all that have. */
  async bytes(count: number): Promise<Buffer> {
    await this.#waits.until(
      () => this.received >= count || this.#end !== undefined,
      () => `${count} bytes of body (${this.received} have arrived)`,
    )
    if (this.received < count) {
      throw new Error(`only ${this.received} of ${count} bytes: ${this.#end?.kind} (${this.#end?.why})`)
    }
    return Buffer.concat(this.#chunks)
  }

  /** Waits for the end, of whatever kind. */
  async end(timeout?: number): Promise<WireEnd> {
    await this.#waits.until(
      () => this.#end !== undefined,
      () => `the end of the response (${this.received} bytes have arrived)`,
      timeout,
    )
    return this.#end as WireEnd
  }

  /** Waits for a clean end and parses the body as JSON. */
  async json<T>(): Promise<T> {
    const text = (await this.body()).toString()
    try {
      return JSON.parse(text) as T
    } catch {
      throw new Error(`not JSON: ${text.slice(0, 200)}`)
    }
  }

  /** Waits for a clean end and returns the whole body; any other end throws. */
  async body(timeout?: number): Promise<Buffer> {
    const end = await this.end(timeout)
    if (end.kind !== 'clean') {
      throw new Error(`the response was ${end.kind} after ${this.received} bytes (${end.why})`)
    }
    return Buffer.concat(this.#chunks)
  }

  /** Whether the end has been seen already. */
  get ended(): boolean {
    return this.#end !== undefined
  }

  /** The bytes of the body that have arrived so far. */
  get soFar(): Buffer {
    return Buffer.concat(this.#chunks)
  }

  onHead(head: WireHead): void {
    this.#head = head
    this.#waits.changed()
  }

  onBytes(bytes: Buffer): void {
    this.received += bytes.length
    if (this.#handOn === undefined) {
      this.#chunks.push(bytes)
      this.arrivals.push({ at: performance.now(), total: this.received })
    } else {
      this.#handOn(bytes)
    }
    this.#waits.changed()
  }

  onEnd(kind: EndKind, why: string): void {
    this.#end ??= { kind, why }
    this.#waits.changed()
  }
}
