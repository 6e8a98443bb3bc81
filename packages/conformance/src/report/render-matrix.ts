import { clauseIds } from '../cases/clauses.ts'
import type { RunResults } from '../run/case-result.ts'
import { skipReasons, summarizeClause } from './clause-summary.ts'

const marks = { pass: '\u2713', fail: '\u2717', skip: '\u2013' } as const

/**
 * Renders results as a Markdown table, a row for each adapter and protocol, a column for each
 * clause: \u2713 kept, \u2717 broken, \u2013 not applicable. Footnotes say why cases were skipped.
 */
export function renderMatrix(results: readonly RunResults[]): string {
  const notes: string[] = []
  const noteNumbers = (reasons: readonly string[]): string => {
    for (const reason of reasons) if (!notes.includes(reason)) notes.push(reason)
    const numbers = reasons.map((reason) => notes.indexOf(reason) + 1)
    return numbers.length === 0 ? '' : `<sup>${numbers.toSorted((a, b) => a - b).join(',')}</sup>`
  }
  const rows = sortRuns(results).map(({ adapter, protocol, cases }) => {
    const cells = clauseIds.map((clause) => {
      const summary = summarizeClause(clause, cases)
      return marks[summary.status] + noteNumbers(skipReasons(summary))
    })
    return [`${adapter} ${protocol}`, ...cells]
  })
  const table = [['', ...clauseIds], ['---', ...clauseIds.map(() => ':-:')], ...rows]
  const lines = table.map((cells) => `| ${cells.join(' | ')} |`)
  return [...lines, '', ...notes.map((note, index) => `<sup>${index + 1}</sup> ${note}  `)]
    .join('\n')
    .trimEnd()
}

/** Results in a fixed order: by adapter, then by protocol. */
export function sortRuns(results: readonly RunResults[]): readonly RunResults[] {
  return results.toSorted(
    (a, b) => a.adapter.localeCompare(b.adapter, 'en') || a.protocol.localeCompare(b.protocol, 'en'),
  )
}
