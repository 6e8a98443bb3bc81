type Status = 'pass' | 'fail' | 'skip'

/** A clause of the stream contract, and how it is tested. */
export interface Clause {
  readonly id: string
  readonly title: string
  readonly cases: readonly { readonly id: string; readonly title: string }[]
}

/** What the conformance suite found of one adapter over one protocol. */
export interface Run {
  readonly adapter: string
  readonly protocol: string
  readonly clauses: Readonly<Record<string, Status>>
  readonly passed: number
  readonly failed: readonly string[]
  readonly skipped: readonly { readonly id: string; readonly reason: string }[]
}

/** `docs/conformance.json` */
export interface ConformanceDocument {
  /** In the order of the contract. */
  readonly clauses: readonly Clause[]
  readonly runs: readonly Run[]
}
