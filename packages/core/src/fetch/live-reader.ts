import { deferred, type Deferred } from '../promise/deferred.ts'
import type { LiveBody } from './live-body.ts'

type Result = ReadableStreamReadResult<Uint8Array>

/** A read that waits for bytes. */
interface Waiting {
  readonly resolve: (result: Result) => void
  readonly reject: (reason: unknown) => void
}

/** The reader of a live body, as the WHATWG's `ReadableStreamDefaultReader`: a promise per read and no more. */
export class LiveReader implements ReadableStreamDefaultReader<Uint8Array> {
  #body: LiveBody | undefined
  #waiting: Waiting[] = []
  #closed: Deferred | undefined

  constructor(body: LiveBody) {
    this.#body = body
  }

  /** Answers the first read that waits; `false` if none does. */
  take(value: Uint8Array): boolean {
    const first = this.#waiting.shift()
    if (first === undefined) return false
    first.resolve({ done: false, value })
    return true
  }

  /** The body has ended. */
  end(how: { readonly error?: unknown }): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const { resolve, reject } of waiting) {
      if ('error' in how) reject(how.error)
      else resolve({ done: true, value: undefined })
    }
    if (this.#closed !== undefined) settle(this.#closed, how)
  }

  read(): Promise<Result> {
    const body = this.#body
    if (body === undefined) return Promise.reject(released())
    return new Promise((resolve, reject) => {
      const waiting = { resolve, reject }
      this.#waiting.push(waiting)
      const next = body.next()
      // Asking may have answered it at once.
      if (next === undefined || !this.#waiting.includes(waiting)) return
      if (next instanceof Uint8Array) this.take(next)
      else this.end(next)
    })
  }

  get closed(): Promise<void> {
    this.#closed ??= this.#makeClosed()
    return this.#closed.promise
  }

  async cancel(reason?: unknown): Promise<void> {
    if (this.#body === undefined) throw released()
    this.#body.leave(reason)
    const how = this.#body.ended
    if (how !== undefined && 'error' in how) throw how.error
  }

  releaseLock(): void {
    this.#body?.unlock()
    this.#body = undefined
    this.end({ error: released() })
  }

  #makeClosed(): Deferred {
    const closed = deferred()
    const how = this.#body === undefined ? { error: released() } : this.#body.ended
    if (how !== undefined) settle(closed, how)
    return closed
  }
}

function settle(closed: Deferred, how: { readonly error?: unknown }): void {
  if ('error' in how) closed.reject(how.error)
  else closed.resolve()
}

function released(): TypeError {
  return new TypeError('The reader has let go of its stream.')
}
