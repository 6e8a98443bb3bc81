import { type FSWatcher, watch } from 'node:fs'
import { basename, dirname } from 'node:path'

/**
 * Says when a file may have changed: it was written, renamed, truncated or made anew. Where the system's own
 * notification does not work or misses something, a slow poll finds it. Holds a watcher until it is closed.
 */
export class ChangeWatch {
  readonly #signal: AbortSignal
  readonly #poll: number
  readonly #watcher: FSWatcher | undefined
  #changed = false
  #wake: (() => void) | undefined

  /**
   * @param poll milliseconds after which it says so anyway
   * @param signal ends the waiting
   */
  constructor(file: string, poll: number, signal: AbortSignal) {
    this.#poll = poll
    this.#signal = signal
    this.#watcher = watchFolder(file, () => this.#note())
    signal.addEventListener('abort', this.#note)
  }

  /** Settles when the file may have changed since the last call, and when the signal has aborted. */
  async change(): Promise<void> {
    if (!this.#changed && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.#poll)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.#wake = undefined
    this.#changed = false
  }

  close(): void {
    this.#watcher?.close()
    this.#signal.removeEventListener('abort', this.#note)
    this.#note()
  }

  readonly #note = (): void => {
    this.#changed = true
    this.#wake?.()
  }
}

/** Watches the folder, because a watch on a file follows it when it is renamed, and sees no new one of its name. */
function watchFolder(file: string, changed: () => void): FSWatcher | undefined {
  try {
    const name = basename(file)
    const watcher = watch(dirname(file), (_event, other) => {
      if (other === null || other === name) changed()
    })
    // The folder itself went away, say: there is still the poll.
    return watcher.on('error', () => watcher.close())
  } catch {
    // There is no such folder yet, or the system has no watch left to give.
    return undefined
  }
}
