/** The longest wait for something that should happen, in milliseconds: a failure, not a measure of time. */
const PATIENCE = 10_000

/** Things that happen one after the other, and a way to wait for them. */
export class Recording<T> {
  readonly #entries: T[] = []
  readonly #waiting: Set<() => void> = new Set()

  get entries(): readonly T[] {
    return this.#entries
  }

  add(entry: T): void {
    this.#entries.push(entry)
    for (const check of [...this.#waiting]) check()
  }

  /**
   * Waits until the entries are as they should be.
   * @throws Error when they are not in ten seconds; it says what has happened instead
   */
  until(what: string, condition: (entries: readonly T[]) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        this.#waiting.delete(check)
        clearTimeout(timer)
        finish()
      }
      const check = (): void => {
        if (condition(this.#entries)) settle(resolve)
      }
      const timer = setTimeout(() => {
        const last = this.#entries.slice(-20).map((entry) => JSON.stringify(entry))
        settle(() =>
          reject(new Error(`Waited in vain: ${what}. The last that happened:\n${last.join('\n')}`)),
        )
      }, PATIENCE)
      this.#waiting.add(check)
      check()
    })
  }
}
