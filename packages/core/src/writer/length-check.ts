import { ContentLengthMismatchError } from '../contract/errors.ts'
import type { Chunk } from '../contract/sink.ts'
import { encode } from './text-bytes.ts'

/** Holds a body to the `content-length` that was declared for it: a wrong one would break the connection's framing. */
export class LengthCheck {
  readonly #declared: number
  #written = 0

  constructor(declared: number) {
    this.#declared = declared
  }

  /**
   * Counts a chunk, and returns its bytes.
   * @throws {ContentLengthMismatchError} when it is more than was declared
   */
  count(chunk: Chunk): Uint8Array {
    const bytes = typeof chunk === 'string' ? encode(chunk) : chunk
    this.#written += bytes.length
    if (this.#written > this.#declared) throw this.#mismatch()
    return bytes
  }

  /** @throws {ContentLengthMismatchError} when the body ends with less than was declared */
  end(): void {
    if (this.#written < this.#declared) throw this.#mismatch()
  }

  #mismatch(): ContentLengthMismatchError {
    return new ContentLengthMismatchError(this.#declared, this.#written)
  }
}
