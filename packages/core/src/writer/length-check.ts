import { ContentLengthMismatchError } from '../contract/errors.ts'

/** Holds a body to the `content-length` that was declared for it: a wrong one would break the connection's framing. */
export class LengthCheck {
  readonly #declared: number
  #written = 0

  constructor(declared: number) {
    this.#declared = declared
  }

  /** @throws {ContentLengthMismatchError} when there are more bytes than were declared */
  count(bytes: number): void {
    this.#written += bytes
    if (this.#written > this.#declared) throw this.#mismatch()
  }

  /** @throws {ContentLengthMismatchError} when the body ends with less than was declared */
  end(): void {
    if (this.#written < this.#declared) throw this.#mismatch()
  }

  #mismatch(): ContentLengthMismatchError {
    return new ContentLengthMismatchError(this.#declared, this.#written)
  }
}
