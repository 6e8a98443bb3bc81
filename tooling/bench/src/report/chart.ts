import { formatRatio } from './format.ts'
import type { Results, RowResult, WorkloadResult } from './results.ts'

const [LABELS, BARS, VALUES, ROW, TITLE] = [230, 480, 60, 18, 34]
const WIDTH = LABELS + BARS + VALUES
/** The scale is logarithmic: it ends at so much less, and so much more, than the baseline. */
const [LEAST, MOST] = [1 / 16, 32]
const TICKS: readonly (readonly [ratio: number, label: string])[] = [
  [1 / 8, '⅛'],
  [1 / 4, '¼'],
  [1 / 2, '½'],
  [1, '1'],
  [2, '2'],
  [4, '4'],
  [8, '8'],
  [16, '16'],
]

/**
 * The ratios to the baseline as bars, one panel for each workload: to the left what costs less, to the right what
 * costs more. An SVG that follows the colour scheme of whoever looks at it.
 */
export function chart({ workloads, circumstances }: Results): string {
  const panels = workloads.filter(({ rows }) => rows.some(isShown))
  const parts: string[] = []
  let top = 24
  for (const panel of panels) {
    parts.push(drawPanel(panel, top))
    top += TITLE + panel.rows.filter(isShown).length * ROW + 12
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top + 36}" role="img" aria-label="Cost of each server relative to node:http by hand">
<style>
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600 }
.quiet { fill: #656d76 }
.grid { stroke: #d0d7de; stroke-width: 1 }
.one { stroke: #656d76; stroke-width: 1.5 }
.ours { fill: #0969da }
.peer, .limit, .baseline { fill: #afb8c1 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.quiet { fill: #8d96a0 }
.grid { stroke: #30363d }
.one { stroke: #8d96a0 }
.ours { fill: #4493f8 }
.peer, .limit, .baseline { fill: #6e7681 }
}
</style>
<text x="0" y="12" class="quiet">Cost as a multiple of node:http by hand (1), less is better; logarithmic scale</text>
${parts.join('\n')}
${TICKS.map(([tick, label]) => `<text x="${x(tick)}" y="${top + 2}" text-anchor="middle" class="quiet">${label}</text>`).join('\n')}
<text x="0" y="${top + 28}" class="quiet">${escapeText(`${circumstances.machine}, Node ${circumstances.node}, ${circumstances.date.slice(0, 10)}`)}</text>
</svg>
`
}

/** Layers are for the table. */
function isShown({ kind, ratio }: RowResult): boolean {
  return kind !== 'layer' && ratio !== undefined
}

function drawPanel({ title, rows, main, unit }: WorkloadResult, top: number): string {
  const shown = rows.filter(isShown)
  const [first, last] = [top + TITLE - 8, top + TITLE + shown.length * ROW - 4]
  const grid = TICKS.map(
    ([tick]) =>
      `<line x1="${x(tick)}" x2="${x(tick)}" y1="${first}" y2="${last}" class="${tick === 1 ? 'one' : 'grid'}"/>`,
  )
  const figure = main === 'held' ? 'memory held' : 'server CPU'
  return [
    `<text x="0" y="${top + 14}" class="title">${escapeText(title)}</text>`,
    `<text x="${WIDTH}" y="${top + 14}" text-anchor="end" class="quiet">${figure} per ${escapeText(unit)}</text>`,
    ...grid,
    ...shown.map((row, i) => drawRow(row, top + TITLE + i * ROW)),
  ].join('\n')
}

function drawRow({ title, kind, ratio }: RowResult, y: number): string {
  const value = ratio?.median ?? 1
  const [from, to] = [Math.min(x(1), x(value)), Math.max(x(1), x(value))]
  return [
    `<text x="${LABELS - 8}" y="${y + 6}" text-anchor="end">${escapeText(title)}</text>`,
    `<rect x="${from}" y="${y - 4}" width="${Math.max(1, to - from).toFixed(1)}" height="11" rx="2" class="${kind}"/>`,
    `<text x="${WIDTH}" y="${y + 6}" text-anchor="end">${formatRatio(value)}</text>`,
  ].join('\n')
}

/** Where a ratio stands, in the units of the drawing. */
function x(ratio: number): number {
  const clamped = Math.min(MOST, Math.max(LEAST, ratio))
  const share = Math.log(clamped / LEAST) / Math.log(MOST / LEAST)
  return Math.round((LABELS + share * BARS) * 10) / 10
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
