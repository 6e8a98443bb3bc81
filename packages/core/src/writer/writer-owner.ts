import type { ByteCounter } from './body-account.ts'

/** What the writer needs of the exchange it belongs to. */
export interface WriterOwner {
  /** Settles the head unless that was done. Throws before the body runs. `empty`: no bytes will follow. */
  commit(empty: boolean): void
  /** Gives the sink the head; `false` if that ended the stream. `length`: bytes of the body, which is complete. */
  open(length?: number): boolean
  /** The stream cannot go on: tear it down and report `error`. */
  fail(error: unknown): void
  /** The sink has thrown, and nothing more can be sent: cut it off and report `error`. */
  broken(error: unknown): void
  /** A mistake that ends nothing, and that nobody has awaited. */
  report(error: unknown): void
  /** Counts the bytes that are given to the sink, if someone wants to know. */
  readonly counter: ByteCounter | undefined
  /** The `content-length` that was sent, if one was. */
  readonly declaredLength: number | undefined
  /** Whether the server is shutting down, so that the connection takes no further request. */
  readonly lastOnConnection: boolean
  /** The end was asked for: nothing more is written. */
  closing(): void
  /** Everything up to the end has been handed over. */
  closed(): void
}
