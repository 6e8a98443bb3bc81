import type { ByteSource } from '../src/contract/request.ts'

/** A request body that arrives when the test says so. */
export class FakeSource implements ByteSource {
  disturbed = false
  cancelled = false
  reads = 0
  /** Reads that core began while another one had not settled, which the seam forbids. */
  overlaps = 0
  readonly #arrived: (Uint8Array | undefined)[] = []
  #pending: PromiseWithResolvers<Uint8Array | undefined> | undefined

  read(): Promise<Uint8Array | undefined> {
    this.reads++
    if (this.#pending !== undefined) this.overlaps++
    if (this.#arrived.length > 0) return Promise.resolve(this.#arrived.shift())
    this.#pending = withResolvers()
    return this.#pending.promise
  }

  cancel(): void {
    this.cancelled = true
  }

  /** Bytes arrive, or the end for `undefined`. */
  arrive(...chunks: (string | Uint8Array | undefined)[]): this {
    for (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk
      if (this.#pending === undefined) this.#arrived.push(bytes)
      else this.#pending.resolve(bytes)
      this.#pending = undefined
    }
    return this
  }

  /** The read that waits fails. */
  break(cause: unknown): void {
    this.#pending?.reject(cause)
    this.#pending = undefined
  }
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>
  resolve(value: T): void
  reject(reason: unknown): void
}

// `Promise.withResolvers` came with Node 22.
function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: (value: T) => void
  let reject!: (reason: unknown) => void
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
