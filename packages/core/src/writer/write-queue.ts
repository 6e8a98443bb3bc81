import type { Chunk } from '../contract/sink.ts'

/** Counted for each chunk beside its own length, so that many tiny ones are bounded as well. */
const CHUNK_OVERHEAD = 64

/** Text is set aside as a chunk of its own from this length on. */
export const CHUNK_SIZE: number = 16 * 1024

const encoder = new TextEncoder()

/**
 * What was written and has not been given to the sink yet, in order. Pieces of text are joined;
 * a surrogate pair that two writes split is sent as the one character it is (clause B1).
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
    return this.#next === this.#chunks.length && this.#text.length <= (endsInHalfPair(this.#text) ? 1 : 0)
  }

  add(chunk: Chunk): void {
    if (typeof chunk === 'string') {
      this.#text += chunk
      // Encoding also flattens the rope that many small pieces make.
      if (this.#text.length >= CHUNK_SIZE) this.#setTextAside(encoder.encode(this.#takeWholeText()))
    } else {
      this.endText()
      this.#push(chunk)
    }
  }

  /** No text follows: half a surrogate pair will not be completed and becomes U+FFFD. */
  endText(): void {
    const text = this.#text
    this.#text = ''
    if (text !== '') this.#push(text)
  }

  /** Takes the next chunk; `undefined` when there is none. */
  take(): Chunk | undefined {
    if (this.#next < this.#chunks.length) {
      const chunk = this.#chunks[this.#next]
      // Let go of at once: a queue that never runs empty would keep all that ever went through it.
      this.#chunks[this.#next++] = undefined
      this.#chunkBytes -= chunk === undefined ? 0 : chunk.length + CHUNK_OVERHEAD
      if (this.#next * 2 > this.#chunks.length) {
        this.#chunks = this.#chunks.slice(this.#next)
        this.#next = 0
      }
      return chunk
    }
    const text = this.#takeWholeText()
    return text === '' ? undefined : text
  }

  clear(): void {
    this.#chunks = []
    this.#next = 0
    this.#chunkBytes = 0
    this.#text = ''
  }

  /** All collected text but for half a surrogate pair at its end, which stays. */
  #takeWholeText(): string {
    const text = this.#text
    if (!endsInHalfPair(text)) {
      this.#text = ''
      return text
    }
    this.#text = text.slice(-1)
    return text.slice(0, -1)
  }

  #setTextAside(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#push(bytes)
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
