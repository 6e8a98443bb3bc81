import type { Chunk } from '../contract/sink.ts'
import { encode } from './text-bytes.ts'

/** Bytes held for the consumer before core is asked to hold back (`tooling/bench`, bytes-64k and one-client). */
export const HIGH_WATER_MARK: number = 256 * 1024

/** Chunks up to this size are joined: to copy larger ones costs more than to hand them on. */
const SMALL = 16 * 1024

/** What a pull queue feeds, and whom it tells of room. */
export interface PullQueueOptions {
  /** Takes bytes; called only when the consumer has asked for some. */
  readonly deliver: (bytes: Uint8Array) => void
  /** There is room again after `write` had returned `false`. */
  readonly room: () => void
}

/**
 * The middle of a sink whose consumer pulls (a `ReadableStream`, a Node `Readable`): holds what was
 * written until it is asked for, and knows when all of it has been taken.
 */
export class PullQueue {
  readonly #options: PullQueueOptions
  #chunks: Uint8Array[] = []
  /** Comes after the chunks; encoded at once when it is asked for. */
  #text = ''
  /** Roughly the memory that is held, in bytes. */
  #size = 0
  #wanted = false
  #full = false
  #waiting: (() => void)[] = []

  constructor(options: PullQueueOptions) {
    this.#options = options
  }

  /** Whether all that was written has been handed on. */
  get empty(): boolean {
    return this.#size === 0
  }

  /** The consumer asks for bytes, and so has done with those it was given before. */
  pull(): void {
    this.#wanted = true
    if (this.#size > 0) return this.#deliver()
    const waiting = this.#waiting
    this.#waiting = []
    for (const taken of waiting) taken()
  }

  /** `false` asks to hold back until `room` is called. */
  write(chunk: Chunk): boolean {
    if (typeof chunk === 'string') this.#text += chunk
    else {
      this.#endText()
      this.#chunks.push(chunk)
    }
    this.#size += chunk.length
    if (this.#wanted) this.#deliver()
    this.#full = this.#size >= HIGH_WATER_MARK
    return !this.#full
  }

  /** Calls `taken` when the consumer comes back for more than was written; `true` if it has already. */
  whenTaken(taken: () => void): boolean {
    if (this.#wanted) return true
    this.#waiting.push(taken)
    return false
  }

  /** Drops what is held. */
  clear(): void {
    this.#chunks = []
    this.#text = ''
    this.#size = 0
    this.#waiting = []
  }

  /** Hands on a large chunk as it is, or all small ones up to the next. */
  #deliver(): void {
    const bytes = this.#take()
    this.#wanted = false
    this.#options.deliver(bytes)
    if (!this.#full || this.#size >= HIGH_WATER_MARK) return
    this.#full = false
    this.#options.room()
  }

  #take(): Uint8Array {
    const large = this.#chunks.findIndex((chunk) => chunk.length > SMALL)
    // Text behind small chunks goes with them.
    if (large === -1) this.#endText()
    const taken = this.#chunks.splice(0, large === -1 ? this.#chunks.length : Math.max(1, large))
    const bytes = concat(taken)
    this.#size -= bytes.length
    return bytes
  }

  #endText(): void {
    if (this.#text === '') return
    const bytes = encode(this.#text)
    this.#size += bytes.length - this.#text.length
    this.#text = ''
    this.#chunks.push(bytes)
  }
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks
  if (chunks.length === 1 && first !== undefined) return first
  let length = 0
  for (const chunk of chunks) length += chunk.length
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}
