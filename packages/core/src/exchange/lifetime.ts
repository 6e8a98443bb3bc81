import { WriterClosedError } from '../contract/errors.ts'
import { abandonable } from '../promise/abandonable.ts'

/** Hears once that a stream is over: an object, because a closure would be one more thing that each stream keeps. */
export interface OverListener {
  /** Asking why makes an error, which costs, so that only who needs it asks. */
  over(why: () => unknown): void
}

/** Shared by all that nobody listens to. */
const NOBODY: OverListener[] = []

/** How long a stream lives, and who wants to know: its signals and what waits on them. */
export class Lifetime {
  #stop: { readonly reason: unknown } | undefined
  #ended = false
  #controller: AbortController | undefined
  #drainController: AbortController | undefined
  #draining = false
  #listeners: OverListener[] = NOBODY

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
    const listener: OverListener = { over: (why) => abandon(why()) }
    const forget = (): void => this.#forget(listener)
    // Also what keeps a rejection that nobody awaits from being unhandled.
    result.then(forget, forget)
    this.onOver(listener)
    return result
  }

  /** Tells `listener` once when the stream is over, however it ends. */
  onOver(listener: OverListener): void {
    if (this.#stop !== undefined || this.#ended) return listener.over(() => this.#why())
    if (this.#listeners === NOBODY) this.#listeners = [listener]
    else this.#listeners.push(listener)
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
    this.#release()
  }

  /** The stream has come to its clean end: the signal never aborts. */
  end(): void {
    if (this.#stop !== undefined || this.#ended) return
    this.#ended = true
    this.#release()
  }

  #why(): unknown {
    return this.#stop === undefined ? new WriterClosedError() : this.#stop.reason
  }

  #forget(listener: OverListener): void {
    const place = this.#listeners.lastIndexOf(listener)
    if (place !== -1) this.#listeners.splice(place, 1)
  }

  #release(): void {
    const listeners = this.#listeners
    if (listeners.length === 0) return
    this.#listeners = NOBODY
    const why = (): unknown => this.#why()
    for (const listener of listeners) listener.over(why)
  }
}
