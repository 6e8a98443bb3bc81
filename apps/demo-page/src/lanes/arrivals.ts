/** Into so many parts the time of a run is divided. */
export const BINS = 240

/** How much arrived when, in bins of equal length: however long a stream is, it takes no more memory. */
export class Arrivals {
  readonly bytes: Uint32Array = new Uint32Array(BINS)
  /** Milliseconds that all bins make. */
  span = 2_000

  /** @param at milliseconds since the request */
  add(bytes: number, at: number): void {
    while (at >= this.span) this.#double()
    const bin = Math.floor((at / this.span) * BINS)
    this.bytes[bin] = (this.bytes[bin] ?? 0) + bytes
  }

  /** Two bins become one, and there is room for as much again. */
  #double(): void {
    for (let bin = 0; bin < BINS; bin += 1) {
      const [first = 0, second = 0] = [this.bytes[bin * 2], this.bytes[bin * 2 + 1]]
      this.bytes[bin] = first + second
    }
    this.span *= 2
  }
}
