import { textTable } from '../text-table.ts'
import type { Comparison, Outcome } from './compare.ts'

/** The comparisons as a table, and below it what is wrong. */
export function verdictTable(names: readonly string[], comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ name, outcomes, verdict }) => [name, ...outcomes.map(cell), verdict])
  const wrong = comparisons.filter(({ verdict }) => verdict !== 'same')
  const blocks = [
    textTable([['Check', ...names, 'Verdict'], ...rows]),
    ...wrong.map((each) => explain(names, each)),
  ]
  const last =
    wrong.length === 0
      ? `${names.join(', ')} answer alike: ${comparisons.length} checks.`
      : `${wrong.length} of ${comparisons.length} checks found something wrong.`
  return [...blocks, last].join('\n\n')
}

function cell(outcome: Outcome): string {
  return 'finding' in outcome ? outcome.finding.summary : 'FAILED'
}

function explain(names: readonly string[], { name, outcomes }: Comparison): string {
  const lines = outcomes.map((outcome, index) => {
    const what = 'finding' in outcome ? JSON.stringify(outcome.finding.seen) : outcome.failure
    return `  ${names[index] ?? ''}: ${what}`
  })
  return [name, ...lines].join('\n')
}
