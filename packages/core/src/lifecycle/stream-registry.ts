import { DrainTimeoutError, InvalidArgumentError } from '../contract/errors.ts'

/** How to drain. */
export interface DrainOptions {
  /** Milliseconds that running streams have to end by themselves; 10,000 by default. */
  readonly timeout?: number
  /** Seconds that refused clients are told to wait (`Retry-After`); 5 by default. */
  readonly retryAfter?: number
}

/** What became of the streams that were running. */
export interface DrainResult {
  /** Ended by themselves. */
  readonly completed: number
  /** Still running at the timeout, and cut off. */
  readonly aborted: number
}

/** A running stream, as its registry sees it. */
export interface RunningStream {
  /** Where its registry keeps it; nobody else's business. `undefined` when it is in none. */
  place: number | undefined
  /** Be told that the server is shutting down. */
  drain(): void
  /** Stop now. */
  fail(error: unknown): void
}

/**
 * The streams that are running, so that a server can end them before it goes (clause S1). All
 * streams count in one process-wide registry unless their handler is given another.
 */
export class StreamRegistry {
  /**
   * Not a `Set`: each time one outgrows its table it leaves a copy of it behind, which keeps the streams
   * that ran then, with all they hold, until the next major collection (`tooling/bench`, short-spread).
   */
  readonly #running: RunningStream[] = []
  #retryAfter = 5
  #draining = false
  #drained: Promise<DrainResult> | undefined
  #onEmpty: (() => void) | undefined

  /** Number of running streams. */
  get size(): number {
    return this.#running.length
  }

  /** Whether `drain` was called: new streams are refused. */
  get draining(): boolean {
    return this.#draining
  }

  /** Seconds a refused client is told to wait. */
  get retryAfter(): number {
    return this.#retryAfter
  }

  /**
   * Refuses new streams with 503 and `Retry-After`, tells running ones through `ctx.draining`,
   * waits for them, and cuts off what is left at the timeout. A registry drains once: calling it
   * again returns the same promise.
   * @throws {InvalidArgumentError} on a timeout or retryAfter that is negative or not a number
   */
  drain(options: DrainOptions = {}): Promise<DrainResult> {
    const timeout = checkDuration('timeout', options.timeout ?? 10_000)
    const retryAfter = Math.ceil(checkDuration('retryAfter', options.retryAfter ?? 5))
    if (this.#drained !== undefined) return this.#drained
    this.#retryAfter = retryAfter
    // Before the streams are told: one that ends at once ends its connection too.
    this.#draining = true
    this.#drained = this.#drain(timeout)
    return this.#drained
  }

  /** @internal */
  add(stream: RunningStream): void {
    stream.place = this.#running.push(stream) - 1
  }

  /** @internal */
  delete(stream: RunningStream): void {
    const { place } = stream
    if (place !== undefined) this.#remove(stream, place)
    if (this.#running.length === 0) this.#onEmpty?.()
  }

  /** The last one takes its place. */
  #remove(stream: RunningStream, place: number): void {
    const last = this.#running.pop()
    if (last !== undefined && last !== stream) {
      this.#running[place] = last
      last.place = place
    }
    stream.place = undefined
  }

  async #drain(timeout: number): Promise<DrainResult> {
    const total = this.#running.length
    for (const stream of [...this.#running]) stream.drain()
    if (this.#running.length > 0) await this.#empty(timeout)
    const aborted = this.#running.length
    const error = new DrainTimeoutError(timeout)
    for (const stream of [...this.#running]) stream.fail(error)
    return { completed: total - aborted, aborted }
  }

  #empty(timeout: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeout)
      this.#onEmpty = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

/** Counts every stream whose handler was not given a registry of its own. */
export const processStreams: StreamRegistry = new StreamRegistry()

/**
 * Drains the streams of this process: call it when the server is to stop. Close the server first,
 * so that clients which come back are refused a connection, after which an `EventSource` tries again,
 * rather than answered 503, after which it does not.
 *
 * @example process.once('SIGTERM', async () => { server.close(); await drain({ timeout: 10_000 }) })
 */
export function drain(options?: DrainOptions): Promise<DrainResult> {
  return processStreams.drain(options)
}

function checkDuration(name: string, value: number): number {
  if (typeof value === 'number' && value >= 0 && value < 2 ** 31) return value
  throw new InvalidArgumentError(`drain() takes a ${name} of 0 or more, not ${String(value)}.`)
}
