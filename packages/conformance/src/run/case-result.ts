import type { ClauseId } from '../cases/conformance-case.ts'

/** How a case went. */
export interface CaseResult {
  readonly id: string
  readonly clause: ClauseId
  readonly title: string
  readonly status: 'pass' | 'fail' | 'skip'
  /** Why it was skipped, or how it failed. */
  readonly reason?: string
  /** Milliseconds it took. */
  readonly ms: number
}

/** All results of one adapter over one protocol. */
export interface RunResults {
  readonly adapter: string
  readonly protocol: string
  readonly cases: readonly CaseResult[]
}
