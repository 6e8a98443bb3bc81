import assert from 'node:assert/strict'

import { patternByte } from '../routes/pattern.ts'

/** Checks bytes of the pattern as they arrive, without keeping them. */
export class PatternCheck {
  /** Number of bytes checked so far. */
  length = 0
  #wrongAt: number | undefined

  /** Takes the next bytes. */
  readonly take = (bytes: Uint8Array): void => {
    for (let index = 0; this.#wrongAt === undefined && index < bytes.length; index += 1) {
      if (bytes[index] !== patternByte(this.length + index)) this.#wrongAt = this.length + index
    }
    this.length += bytes.length
  }

  /** Asserts that exactly `length` bytes came, all of them right. */
  assertWhole(length: number): void {
    assert.equal(this.#wrongAt, undefined, `byte ${this.#wrongAt} is wrong`)
    assert.equal(this.length, length, 'length of the body')
  }
}
