import type { ByteSink, Chunk } from '../contract/sink.ts'
import { byteLength, encode } from './text-bytes.ts'

/** Counted for each chunk beside its own length, so that many tiny ones are bounded as well. */
const CHUNK_OVERHEAD = 64

/** Text is handed on from this length on: half as much costs more system calls (`tooling/bench`, clients-200). */
const TEXT_SIZE = 30 * 1024

/** Bytes are handed on from this size on, and small chunks are merged up to it (`tooling/bench`, bytes-1k). */
const BYTES_SIZE = 64 * 1024

/** So many places that were emptied are worth a new array. */
const LONG = 64

/** Chunks up to this size are merged: to copy larger ones costs more than to write them. */
const SMALL = 16 * 1024

/**
 * What was written and has not been given to the sink yet, in order. Pieces of text are joined, and so
 * are small chunks of bytes; a surrogate pair that two writes split is sent as the one character it is
 * (clause B1).
 */
export class WriteQueue {
  #chunks: (Chunk | undefined)[] = []
  #next = 0
  #chunkBytes = 0
  #text = ''

  /** Roughly the memory that is held, in bytes. */
  get size(): number {
    return this.#chunkBytes + this.#text.length
  }

  /** Whether there is nothing to give to the sink; half a surrogate pair does not count. */
  get empty(): boolean {
    if (this.#next !== this.#chunks.length) return false
    const text = this.#text
    // To look at the end of longer text would join its pieces, which is for when they are sent.
    return text === '' || (text.length === 1 && endsInHalfPair(text))
  }

  /** Whether there is enough to hand on before the end of the turn. */
  get ripe(): boolean {
    return this.#text.length >= TEXT_SIZE || this.#chunkBytes >= BYTES_SIZE
  }

  /** @param held it cannot be handed on now */
  add(chunk: Chunk, held: boolean): void {
    if (typeof chunk !== 'string') {
      this.endText()
      this.#push(chunk)
      return
    }
    this.#text += chunk
    // Encoding flattens the rope that many small pieces make, which would take twice the memory.
    if (held && this.#text.length >= TEXT_SIZE) {
      const bytes = encode(this.#takeWholeText())
      if (bytes.length > 0) this.#push(bytes)
    }
  }

  /** No text follows: half a surrogate pair will not be completed and becomes U+FFFD. */
  endText(): void {
    const text = this.#text
    if (text === '') return
    this.#text = ''
    this.#push(text)
  }

  /**
   * Takes the next chunk, merged from as many as make sense, in a frame of the sink's if it has one;
   * `undefined` when there is none.
   */
  take(sink: Pick<ByteSink, 'frame'>): Chunk | undefined {
    const chunk = this.#shift()
    if (chunk === undefined) {
      const text = this.#takeWholeText()
      return text === '' ? undefined : text
    }
    if (typeof chunk === 'string') return chunk
    const more = this.#smallOnes(chunk.length)
    return more === 0 ? chunk : this.#merge(chunk, more, sink)
  }

  /** How many bytes are to come, all text in UTF-8. */
  get byteLength(): number {
    let length = byteLength(this.#text)
    for (const chunk of this.#chunks) {
      if (chunk !== undefined) length += typeof chunk === 'string' ? byteLength(chunk) : chunk.length
    }
    return length
  }

  clear(): void {
    this.#chunks = []
    this.#next = 0
    this.#chunkBytes = 0
    this.#text = ''
  }

  /** How many of the next chunks can be merged with one of this size. */
  #smallOnes(size: number): number {
    if (size > SMALL) return 0
    let count = 0
    let merged = size
    for (;;) {
      const next = this.#chunks[this.#next + count]
      if (next === undefined || typeof next === 'string' || next.length > SMALL) return count
      merged += next.length
      if (merged > BYTES_SIZE) return count
      count += 1
    }
  }

  #merge(first: Uint8Array, count: number, sink: Pick<ByteSink, 'frame'>): Uint8Array {
    const others: Uint8Array[] = []
    let length = first.length
    for (let i = 0; i < count; i++) {
      const chunk = this.#shift() as Uint8Array
      others.push(chunk)
      length += chunk.length
    }
    const merged = sink.frame?.(length) ?? new Uint8Array(length)
    merged.set(first)
    let end = first.length
    for (const chunk of others) {
      merged.set(chunk, end)
      end += chunk.length
    }
    return merged
  }

  #shift(): Chunk | undefined {
    if (this.#next === this.#chunks.length) return undefined
    const chunk = this.#chunks[this.#next]
    // Let go of at once: a queue that never runs empty would keep all that ever went through it.
    this.#chunks[this.#next++] = undefined
    this.#chunkBytes -= chunk === undefined ? 0 : chunk.length + CHUNK_OVERHEAD
    if (this.#next === this.#chunks.length) {
      this.#chunks.length = 0
      this.#next = 0
    } else if (this.#next >= LONG && this.#next * 2 > this.#chunks.length) {
      this.#chunks = this.#chunks.slice(this.#next)
      this.#next = 0
    }
    return chunk
  }

  /** All collected text but for half a surrogate pair at its end, which stays. */
  #takeWholeText(): string {
    const text = this.#text
    if (text === '' || !endsInHalfPair(text)) {
      this.#text = ''
      return text
    }
    this.#text = text.slice(-1)
    return text.slice(0, -1)
  }

  #push(chunk: Chunk): void {
    this.#chunks.push(chunk)
    this.#chunkBytes += chunk.length + CHUNK_OVERHEAD
  }
}

function endsInHalfPair(text: string): boolean {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last <= 0xdbff
}
