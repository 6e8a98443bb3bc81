import { clauseIds } from '../cases/clauses.ts'
import type { ClauseId } from '../cases/conformance-case.ts'
import type { RunResults } from '../run/case-result.ts'
import { summarizeClause } from './clause-summary.ts'
import { sortRuns } from './render-matrix.ts'

/** The matrix as data. Holds nothing that differs from run to run, so that it can be committed. */
export interface MatrixDocument {
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
  return {
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
