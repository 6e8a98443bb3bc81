/**
 * Random numbers that a seed determines, the same on every machine: only 32-bit integers are computed with. Not for
 * secrets.
 */
export class Random {
  #state: number

  /** @param seed one or more whole numbers, of which each different list is a different sequence */
  constructor(...seed: readonly number[]) {
    // Mixed one by one, so that neighbouring seeds have nothing in common, and each can be started with at once.
    this.#state = seed.reduce((state, part) => mix(Math.imul(state, 31) + Math.trunc(part)), 0x9e3779b9)
  }

  /** A whole number from 0 to 2^32 - 1. */
  next(): number {
    // splitmix32: a counter, mixed.
    this.#state = (this.#state + 0x9e3779b9) | 0
    return mix(this.#state) >>> 0
  }

  /** A whole number from 0 to `count` - 1. */
  below(count: number): number {
    return this.next() % count
  }

  /** A fraction from 0 up to but without 1. */
  fraction(): number {
    return this.next() / 2 ** 32
  }

  /** One of a list. @throws {RangeError} when the list is empty */
  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)]
    if (picked === undefined) throw new RangeError('There is nothing to pick from.')
    return picked
  }
}

/** Every bit of the result depends on every bit of the value (Chris Wellons, "Prospecting for hash functions"). */
function mix(value: number): number {
  let mixed = value | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return mixed ^ (mixed >>> 15)
}
