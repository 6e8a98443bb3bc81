/** How long a wait for something that must happen may take, in milliseconds. */
const patience = 5_000

interface Wait {
  readonly holds: () => boolean
  readonly resolve: () => void
}

/** Waits for conditions on a state that says when it has changed. */
export class WaitList {
  readonly #waits = new Set<Wait>()

  /** Resolves once `holds()`; rejects, naming `what`, when that takes longer than `timeout` milliseconds. */
  async until(
    holds: () => boolean,
    what: string | (() => string),
    timeout: number = patience,
  ): Promise<void> {
    if (holds()) return
    await new Promise<void>((resolve, reject) => {
      const wait: Wait = {
        holds,
        resolve: () => {
          clearTimeout(timer)
          resolve()
        },
      }
      const timer = setTimeout(() => {
        this.#waits.delete(wait)
        reject(new Error(`waited ${timeout} ms for ${typeof what === 'string' ? what : what()}`))
      }, timeout)
      this.#waits.add(wait)
    })
  }

  /** Looks at every condition again. */
  changed(): void {
    for (const wait of this.#waits) {
      if (!wait.holds()) continue
      this.#waits.delete(wait)
      wait.resolve()
    }
  }
}
