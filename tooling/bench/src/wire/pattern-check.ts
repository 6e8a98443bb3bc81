import type { BodyCheck } from './body-check.ts'

/** Checks a body that repeats a pattern: every byte, and how many there are. */
export class PatternCheck implements BodyCheck {
  readonly #pattern: Buffer
  readonly #bytes: number
  #received = 0
  problem: string | undefined

  /** @param bytes how long the body is, as a whole */
  constructor(pattern: Buffer, bytes: number) {
    this.#pattern = pattern
    this.#bytes = bytes
  }

  take(data: Buffer, from: number, to: number): void {
    let at = from
    while (at < to && this.problem === undefined) {
      const start = this.#received % this.#pattern.length
      const length = Math.min(to - at, this.#pattern.length - start)
      if (data.compare(this.#pattern, start, start + length, at, at + length) !== 0) {
        this.problem = `Bytes ${this.#received} to ${this.#received + length} are not what was sent.`
      }
      this.#received += length
      at += length
    }
  }

  end(): void {
    if (this.#received === this.#bytes) return
    this.problem ??= `${this.#received} bytes of ${this.#bytes} arrived.`
  }
}
