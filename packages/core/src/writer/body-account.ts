import type { Chunk } from '../contract/sink.ts'
import { LengthCheck } from './length-check.ts'
import { encode } from './text-bytes.ts'

/** Counts the bytes of a stream. */
export interface ByteCounter {
  bytes: number
}

/** Counts what is given to the sink: against the length that was declared, and for whoever wants to know. */
export class BodyAccount {
  readonly #counter: ByteCounter | undefined
  readonly #check: LengthCheck | undefined

  constructor(counter: ByteCounter | undefined, declaredLength: number | undefined) {
    this.#counter = counter
    if (declaredLength !== undefined) this.#check = new LengthCheck(declaredLength)
  }

  /**
   * Counts a chunk. Text is encoded here when someone counts, and then returned as bytes, so that it is
   * encoded once.
   * @throws {ContentLengthMismatchError} when it is more than was declared
   */
  count(chunk: Chunk): Chunk {
    const bytes = typeof chunk === 'string' ? encode(chunk) : chunk
    this.#check?.count(bytes.length)
    if (this.#counter !== undefined) this.#counter.bytes += bytes.length
    return bytes
  }

  /** @throws {ContentLengthMismatchError} when the body ends with less than was declared */
  end(): void {
    this.#check?.end()
  }
}
