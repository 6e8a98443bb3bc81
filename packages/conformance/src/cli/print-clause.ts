import { clauses } from '../cases/clauses.ts'
import { type ClauseSummary, skipReasons } from '../report/clause-summary.ts'

const marks = { pass: '\u2713', fail: '\u2717', skip: '\u2013' } as const

/** The result of a clause as lines of text: what it says, how many cases passed, what failed and why. */
export function printClause(summary: ClauseSummary): string {
  const { clause, status, passed, failed } = summary
  const total = passed + failed.length
  const count =
    status === 'skip'
      ? 'skipped'
      : `${failed.length > 0 ? `${passed} of ` : ''}${total} ${total === 1 ? 'case' : 'cases'}`
  return [
    `  ${marks[status]} ${clause}  ${clauses[clause]} (${count})`,
    ...failed.map(({ id, reason }) => `         ${id}: ${(reason ?? '').replaceAll('\n', '\n           ')}`),
    ...skipReasons(summary).map((reason) => `         skipped: ${reason}`),
  ].join('\n')
}
