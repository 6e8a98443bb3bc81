import { formatAmount } from './format.ts'
import type { Comparison } from './results.ts'
import type { Table } from './table.ts'

/** Of less than this share of the whole nothing is said. */
const WORTH_A_ROW = 0.01

/** What a comparison is of, in one line. */
export function comparisonTitle({ kind, title, otherTitle }: Comparison, unit: string): string {
  const what = kind === 'time' ? 'Where the time goes' : 'Who has allocated what is held'
  return `${what}, for each ${unit}: ${title} beside ${otherTitle}`
}

/** Two profiles side by side: whose code it is, and the sum. */
export function comparisonTable({ kind, title, otherTitle, places }: Comparison): Table {
  const own = places.reduce((sum, place) => sum + place.own, 0)
  const other = places.reduce((sum, place) => sum + place.other, 0)
  const shown = places.filter((place) => Math.max(place.own, place.other) >= WORTH_A_ROW * other)
  const row = (name: string, mine: number, theirs: number): string[] => [
    name,
    formatAmount(kind, mine),
    formatAmount(kind, theirs),
    formatDifference(kind, mine - theirs),
  ]
  return [
    [kind === 'time' ? 'code of' : 'allocated by', title, otherTitle, 'difference'],
    ...shown.map((place) => row(place.place, place.own, place.other)),
    row('all of it', own, other),
  ]
}

/** The functions in which the server has most more; empty if there are none. */
export function costliestFunctions({ kind, functions }: Comparison): string {
  if (functions.length === 0) return ''
  const named = functions.map(
    ({ name, place, own, other }) => `${name} (${place}) ${formatDifference(kind, own - other)}`,
  )
  return `Most more in: ${named.join(', ')}.`
}

function formatDifference(kind: Comparison['kind'], amount: number): string {
  return `${amount < 0 ? '−' : '+'}${formatAmount(kind, Math.abs(amount))}`
}
