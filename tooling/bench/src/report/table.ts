import type { FigureName } from '../run/figures.ts'
import { formatFigure, formatRatio, formatTarget, HEADINGS } from './format.ts'
import type { RowResult, WorkloadResult } from './results.ts'
import type { Summary } from './statistics.ts'

/** After the main figure and its ratio, as far as they were measured. */
const COLUMNS: readonly FigureName[] = [
  'rate',
  'p50',
  'p99',
  'stall',
  'held',
  'peakRss',
  'peakHeap',
  'clientBusy',
]

/** A table of text: the heading first. */
export type Table = readonly (readonly string[])[]

/** The rows of a workload: figures, their ratio to the baseline, and the targets. */
export function workloadTable(
  { rows, main, unit }: Pick<WorkloadResult, 'rows' | 'main' | 'unit'>,
  baseline: string,
): Table {
  const shown = COLUMNS.filter(
    (figure) => figure !== main && rows.some(({ figures }) => figures[figure] !== undefined),
  )
  const compared = rows.some(({ ratio }) => ratio !== undefined)
  const heading = [
    'server',
    `${HEADINGS[main]} per ${unit}`.replace('held per MB', 'held'),
    ...(compared ? [`× ${baseline}`, 'min–max', 'rounds'] : []),
    ...shown.map((figure) => HEADINGS[figure]),
    'targets',
  ]
  return [heading, ...rows.map((row) => tableRow(row, main, unit, shown, compared, baseline))]
}

function tableRow(
  row: RowResult,
  main: FigureName,
  unit: string,
  shown: readonly FigureName[],
  compared: boolean,
  baseline: string,
): string[] {
  const { title, cannot, problems, figures, ratio } = row
  if (cannot !== undefined) return [title, `– ${cannot}`]
  const value = figures[main]
  const invalid = problems.length === 0 ? '' : `INVALID: ${problems.join(' ')}`
  if (value === undefined) return [title, invalid === '' ? '–' : invalid]
  return [
    title,
    formatFigure(main, value.median, unit),
    ...(compared ? [...ratioCells(ratio), String(row.rounds)] : []),
    ...shown.map((figure) => {
      const summary = figures[figure]
      return summary === undefined ? '–' : formatFigure(figure, summary.median, unit)
    }),
    [...row.targets.map((target) => formatTarget(target, baseline)), invalid]
      .filter((text) => text !== '')
      .join(', '),
  ]
}

function ratioCells(ratio: Summary | undefined): [string, string] {
  if (ratio === undefined) return ['–', '–']
  return [formatRatio(ratio.median), `${formatRatio(ratio.min)}–${formatRatio(ratio.max)}`]
}

/** For a terminal: columns of equal width; a short row says something that is wider than its column. */
export function renderText(table: Table): string {
  const [heading = []] = table
  const complete = table.filter((row) => row.length === heading.length)
  const widths = heading.map((_, column) => Math.max(...complete.map((row) => row[column]?.length ?? 0)))
  widths[0] = Math.max(...table.map(([first = '']) => first.length))
  return table
    .map((row) =>
      row
        .map((cell, i) =>
          i === 0 || i === row.length - 1 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** For a document. */
export function renderMarkdown(table: Table): string {
  const [heading = []] = table
  const line = (cells: readonly string[]): string => {
    const filled = heading.map((_, i) => cells[i] ?? '')
    return `| ${filled.join(' | ')} |`
  }
  const rule = heading.map((_, i) => (i === 0 || i === heading.length - 1 ? '---' : '---:'))
  return [line(heading), line(rule), ...table.slice(1).map(line)].join('\n')
}
