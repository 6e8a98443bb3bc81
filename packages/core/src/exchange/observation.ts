import type { Context } from '../context/context.ts'
import { ClientDisconnectedError } from '../contract/errors.ts'
import { runHook } from './run-hook.ts'

/** A stream while it is observed. The figures grow until its end. */
export interface ObservedStream {
  /** What is served, as `ServeOptions.name` says it: the id of an operation. */
  readonly name: string | undefined
  readonly ctx: Context
  /** The status that was sent; `undefined` before the head. */
  readonly status: number | undefined
  /** Bytes of body that were given to the runtime, before any compression. */
  readonly bytes: number
  /** Events or items sent, heartbeats among them. */
  readonly events: number
  /** Milliseconds since it was opened. */
  readonly duration: number
}

/** How a stream ended. */
export type StreamOutcome =
  /** Properly: everything was handed over. */
  | { readonly outcome: 'completed' }
  /** The client left. */
  | { readonly outcome: 'disconnected' }
  /** It failed, was cut off, or was answered with a problem. */
  | { readonly outcome: 'failed'; readonly error: unknown }

/**
 * Hears of each stream three times: what metrics and tracing need. What an observer throws is
 * written to the console and harms nothing (clause O6).
 */
export interface StreamObserver {
  /** A request has come. */
  open?(stream: ObservedStream): void
  /** Status and headers are settled. Not called when the client leaves before. */
  commit?(stream: ObservedStream): void
  /** The stream is over, whatever became of it. */
  end?(stream: ObservedStream, outcome: StreamOutcome): void
}

/** Tells an observer of one stream. */
export class Observation implements ObservedStream {
  readonly name: string | undefined
  readonly ctx: Context
  status: number | undefined
  bytes = 0
  events = 0
  readonly #observer: StreamObserver
  readonly #opened: number = performance.now()
  #ended: number | undefined
  #failure: { readonly error: unknown } | undefined

  constructor(observer: StreamObserver, ctx: Context, name: string | undefined) {
    this.#observer = observer
    this.ctx = ctx
    this.name = name
  }

  get duration(): number {
    return (this.#ended ?? performance.now()) - this.#opened
  }

  opened(): void {
    this.#tell(() => this.#observer.open?.(this))
  }

  committed(status: number): void {
    this.status = status
    this.#tell(() => this.#observer.commit?.(this))
  }

  /** The stream has failed, though it may still send what it has, or a problem. The first failure counts. */
  failed(error: unknown): void {
    this.#failure ??= { error }
  }

  ended(reason: unknown): void {
    this.#ended = performance.now()
    const outcome = this.#outcome(reason)
    this.#tell(() => this.#observer.end?.(this, outcome))
  }

  #outcome(reason: unknown): StreamOutcome {
    if (this.#failure !== undefined) return { outcome: 'failed', error: this.#failure.error }
    if (reason === undefined) return { outcome: 'completed' }
    if (reason instanceof ClientDisconnectedError) return { outcome: 'disconnected' }
    return { outcome: 'failed', error: reason }
  }

  #tell(tell: () => unknown): void {
    runHook(tell, (error) => console.error('[sluice] The observer failed:', error))
  }
}
