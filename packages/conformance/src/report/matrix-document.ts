import { clauseIds, clauses } from '../cases/clauses.ts'
import type { ClauseId } from '../cases/conformance-case.ts'
import type { RunResults } from '../run/case-result.ts'
import { summarizeClause } from './clause-summary.ts'
import { sortRuns } from './render-matrix.ts'

/** The matrix as data. Holds nothing that differs from run to run, so that it can be committed. */
export interface MatrixDocument {
  /** What is promised, in the order of the contract, and the cases that look whether it is kept. */
  readonly clauses: readonly {
    readonly id: ClauseId
    readonly title: string
    readonly cases: readonly { readonly id: string; readonly title: string }[]
  }[]
  readonly runs: readonly {
    readonly adapter: string
    readonly protocol: string
    readonly clauses: Readonly<Partial<Record<ClauseId, 'pass' | 'fail' | 'skip'>>>
    readonly passed: number
    readonly failed: readonly string[]
    readonly skipped: readonly { readonly id: string; readonly reason: string }[]
  }[]
}

/** Makes the document of results, in a fixed order. */
export function matrixDocument(results: readonly RunResults[]): MatrixDocument {
  const known = new Map(results.flatMap(({ cases }) => cases.map((each) => [each.id, each])))
  return {
    clauses: clauseIds.map((clause) => ({
      id: clause,
      title: clauses[clause],
      cases: [...known.values()]
        .filter((each) => each.clause === clause)
        .map(({ id, title }) => ({ id, title }))
        .toSorted((a, b) => a.id.localeCompare(b.id, 'en')),
    })),
    runs: sortRuns(results).map(({ adapter, protocol, cases }) => ({
      adapter,
      protocol,
      clauses: Object.fromEntries(clauseIds.map((clause) => [clause, summarizeClause(clause, cases).status])),
      passed: cases.filter(({ status }) => status === 'pass').length,
      failed: cases.filter(({ status }) => status === 'fail').map(({ id }) => id),
      skipped: cases
        .filter(({ status }) => status === 'skip')
        .map(({ id, reason }) => ({ id, reason: reason ?? 'no reason was given' })),
    })),
  }
}
