import { textTable } from '../text-table.ts'
import type { Finding } from './check.ts'
import { type Comparison, isRight, type Outcome } from './compare.ts'

/** The comparisons as a table, and below it why some may differ, and what is wrong. */
export function verdictTable(names: readonly string[], comparisons: readonly Comparison[]): string {
  const notes = [...new Set(comparisons.flatMap(({ why }) => why ?? []))]
  const rows = comparisons.map(({ name, outcomes, verdict, why }) => {
    const mark = why === undefined ? '' : ` [${notes.indexOf(why) + 1}]`
    return [name, ...outcomes.map(cell), verdict + mark]
  })
  const wrong = comparisons.filter((comparison) => !isRight(comparison))
  const footnotes = notes.map((why, index) => `[${index + 1}] ${why}`)
  const blocks = [
    textTable([['Check', ...names, 'Verdict'], ...rows]),
    ...(footnotes.length === 0 ? [] : [footnotes.join('\n')]),
    ...wrong.map((each) => explain(names, each)),
    `${names.join(', ')}: ${count(comparisons)}.`,
  ]
  return blocks.join('\n\n')
}

function cell(outcome: Outcome): string {
  return 'finding' in outcome ? outcome.finding.summary : 'FAILED'
}

function explain(names: readonly string[], { name, outcomes }: Comparison): string {
  const lines = outcomes.map((outcome, index) => {
    const what = 'finding' in outcome ? found(outcome.finding) : outcome.failure
    return `  ${names[index] ?? ''}: ${what}`
  })
  return [name, ...lines].join('\n')
}

function found({ seen, own }: Finding): string {
  return JSON.stringify(seen) + (own === undefined ? '' : `, and of its own ${JSON.stringify(own)}`)
}

/** How many of each, those that are none left out: `24 alike, 2 differ as documented`. */
function count(comparisons: readonly Comparison[]): string {
  const alike = comparisons.filter(({ verdict }) => verdict === 'same').length
  const documented = comparisons.filter(({ verdict }) => verdict === 'as documented').length
  const wrong = comparisons.length - alike - documented
  return [
    `${alike} alike`,
    ...(documented === 0 ? [] : [`${documented} differ as documented`]),
    ...(wrong === 0 ? [] : [`${wrong} wrong`]),
  ].join(', ')
}
