import { WriterClosedError } from '../contract/errors.ts'
import { abandonable } from '../promise/abandonable.ts'

/** How long a stream lives, and who wants to know: its signals and what waits on them. */
export class Lifetime {
  #stop: { readonly reason: unknown } | undefined
  #ended = false
  #controller: AbortController | undefined
  #drainController: AbortController | undefined
  #draining = false
  readonly #listeners = new Set<(reason: unknown) => void>()

  /** Made when it is first asked for: most handlers never do. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#stop !== undefined) this.#controller.abort(this.#stop.reason)
    }
    return this.#controller.signal
  }

  get draining(): AbortSignal {
    if (this.#drainController === undefined) {
      this.#drainController = new AbortController()
      if (this.#draining) this.#drainController.abort()
    }
    return this.#drainController.signal
  }

  /** Why the stream was stopped, if it was. */
  get stopped(): { readonly reason: unknown } | undefined {
    return this.#stop
  }

  /** Waits for a promise, but no longer than the stream lives (clause L3). */
  until<T>(promise: PromiseLike<T>): Promise<T> {
    const { result, abandon } = abandonable(promise)
    const forget = (): void => void this.#listeners.delete(abandon)
    // Also what keeps a rejection that nobody awaits from being unhandled.
    result.then(forget, forget)
    this.onOver(abandon)
    return result
  }

  /** Calls `listener` once when the stream is over, however it ends. */
  onOver(listener: (reason: unknown) => void): void {
    if (this.#stop !== undefined) listener(this.#stop.reason)
    else if (this.#ended) listener(new WriterClosedError())
    else this.#listeners.add(listener)
  }

  /** The server is shutting down. */
  drain(): void {
    this.#draining = true
    this.#drainController?.abort()
  }

  /** The stream stops here; once (clause L1). */
  stop(reason: unknown): void {
    if (this.#stop !== undefined || this.#ended) return
    this.#stop = { reason }
    this.#controller?.abort(reason)
    this.#release(reason)
  }

  /** The stream has come to its clean end: the signal never aborts. */
  end(): void {
    if (this.#stop !== undefined || this.#ended) return
    this.#ended = true
    this.#release(new WriterClosedError())
  }

  #release(reason: unknown): void {
    const listeners = [...this.#listeners]
    this.#listeners.clear()
    for (const listener of listeners) listener(reason)
  }
}
