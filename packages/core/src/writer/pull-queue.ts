import type { Chunk } from '../contract/sink.ts'

/** Bytes held for the consumer before core is asked to hold back. */
const HIGH_WATER_MARK = 64 * 1024

const encoder = new TextEncoder()

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
  #bytes = 0
  #wanted = false
  #full = false
  #waiting: (() => void)[] = []

  constructor(options: PullQueueOptions) {
    this.#options = options
  }

  /** The consumer asks for bytes, and so has done with those it was given before. */
  pull(): void {
    this.#wanted = true
    if (this.#chunks.length > 0) return this.#deliver()
    const waiting = this.#waiting
    this.#waiting = []
    for (const taken of waiting) taken()
  }

  /** `false` asks to hold back until `room` is called. */
  write(chunk: Chunk): boolean {
    const bytes = typeof chunk === 'string' ? encoder.encode(chunk) : chunk
    this.#chunks.push(bytes)
    this.#bytes += bytes.length
    if (this.#wanted) this.#deliver()
    this.#full = this.#bytes >= HIGH_WATER_MARK
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
    this.#bytes = 0
    this.#waiting = []
  }

  /** Hands on all that is held, as one chunk. */
  #deliver(): void {
    const bytes = concat(this.#chunks, this.#bytes)
    this.#chunks = []
    this.#bytes = 0
    this.#wanted = false
    this.#options.deliver(bytes)
    if (!this.#full) return
    this.#full = false
    this.#options.room()
  }
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = chunks
  if (chunks.length === 1 && first !== undefined) return first
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}
