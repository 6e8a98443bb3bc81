import type { Problems } from './problems.ts'

/** A load that has begun, and may go on until it is told to finish. */
export interface Running {
  finish(): void
}

/** What a load writes down. */
export interface Seen {
  readonly problems: Problems
  /** Milliseconds. */
  p50?: number | undefined
  p99?: number | undefined
}
