import type { ClauseId } from '../cases/conformance-case.ts'
import type { CaseResult } from '../run/case-result.ts'

/** What became of the cases of one clause. */
export interface ClauseSummary {
  readonly clause: ClauseId
  /** `pass` when none failed and at least one ran; `skip` when none could run. */
  readonly status: 'pass' | 'fail' | 'skip'
  readonly passed: number
  readonly failed: readonly CaseResult[]
  readonly skipped: readonly CaseResult[]
}

/** Sums up the results of a clause's cases; of no results at all it says `skip`. */
export function summarizeClause(clause: ClauseId, results: readonly CaseResult[]): ClauseSummary {
  const own = results.filter((result) => result.clause === clause)
  const failed = own.filter(({ status }) => status === 'fail')
  const skipped = own.filter(({ status }) => status === 'skip')
  const passed = own.length - failed.length - skipped.length
  const status = failed.length > 0 ? 'fail' : passed > 0 ? 'pass' : 'skip'
  return { clause, status, passed, failed, skipped }
}

/** The reasons for which cases were skipped, each once. */
export function skipReasons({ skipped }: ClauseSummary): readonly string[] {
  return [...new Set(skipped.map(({ reason }) => reason ?? 'no reason was given'))]
}
