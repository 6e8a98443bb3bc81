import type { Cut } from './cuts.ts'

/** What a test orders of the streams that run. */
export class Orders {
  #cut: Cut | undefined
  #stopping = false

  /** Cuts off the stream that looks next. */
  cut(cut: Cut): void {
    this.#cut = cut
  }

  /** From now on there is nothing more to come: who asks is answered 204. */
  stop(): void {
    this.#stopping = true
  }

  get stopping(): boolean {
    return this.#stopping
  }

  /** The cut that was ordered, if one was; it is obeyed once. */
  take(): Cut | undefined {
    const cut = this.#cut
    this.#cut = undefined
    return cut
  }
}
