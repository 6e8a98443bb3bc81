import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from 'workspace'
import { BASELINE } from '../run/participants.ts'
import type { WorkloadId } from '../workloads/workload-id.ts'
import { chart } from './chart.ts'
import { comparisonTable, comparisonTitle, costliestFunctions } from './comparison.ts'
import type { Circumstances, Comparison, Results } from './results.ts'
import { renderMarkdown, workloadTable } from './table.ts'
import { summaryOfTargets } from './targets.ts'

const START = '<!-- benchmark:start -->'
const END = '<!-- benchmark:end -->'

/** What the README shows: events, small chunks, whole responses. */
const HEADLINES: readonly WorkloadId[] = ['one-client', 'bytes-1k', 'short-tick']

/**
 * Writes the results into docs/performance.md, between its markers, and draws two charts beside it: all of
 * it, and what the README shows.
 *
 * @returns what was written, relative to the repository
 * @throws {Error} when the markers are missing
 */
export function writeDocument(results: Results): string[] {
  const [document, drawing, headlines] = [
    'docs/performance.md',
    'docs/performance.svg',
    'docs/performance-headlines.svg',
  ]
  const path = join(REPOSITORY, document)
  writeFileSync(path, replaceResults(readFileSync(path, 'utf8'), resultsAsMarkdown(results)))
  writeFileSync(join(REPOSITORY, drawing), chart(results))
  const workloads = results.workloads.filter(({ workload }) => HEADLINES.includes(workload))
  writeFileSync(join(REPOSITORY, headlines), chart({ ...results, workloads }))
  // Its tables are aligned as every document's are, or the next check would complain.
  execFileSync(join(REPOSITORY, 'node_modules/.bin/oxfmt'), [document], {
    cwd: REPOSITORY,
    shell: process.platform === 'win32',
  })
  return [document, drawing, headlines]
}

/** Puts text between the markers. Throws when they are missing. */
export function replaceResults(document: string, text: string): string {
  const [from, to] = [document.indexOf(START), document.indexOf(END)]
  if (from === -1 || to < from) throw new Error(`docs/performance.md needs the lines ${START} and ${END}.`)
  return `${document.slice(0, from + START.length)}\n\n${text}\n\n${document.slice(to)}`
}

/** The tables, and under which circumstances they came about. */
export function resultsAsMarkdown(results: Results): string {
  const { circumstances, workloads } = results
  const sections = workloads.map((workload) =>
    [
      `### ${workload.title}`,
      workload.description,
      renderMarkdown(workloadTable(workload, BASELINE)),
      ...workload.comparisons.map((comparison) => comparisonAsMarkdown(comparison, workload.unit)),
    ].join('\n\n'),
  )
  const targets = summaryOfTargets(results, BASELINE)
    .trim()
    .replaceAll('\n  ', '\n- ')
    .replace('\n-', '\n\n-')
  return [describe(circumstances), targets, ...sections].filter((part) => part !== '').join('\n\n')
}

function comparisonAsMarkdown(comparison: Comparison, unit: string): string {
  return [
    `${comparisonTitle(comparison, unit)}.`,
    renderMarkdown(comparisonTable(comparison)),
    costliestFunctions(comparison),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function describe({ machine, node, date, quick, rounds, versions, notes }: Circumstances): string {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  const extent = `${rounds} ${rounds === 1 ? 'round' : 'rounds'}${quick ? ', --quick' : ''}`
  const lines = [`${date.slice(0, 10)}, ${machine}, Node ${node}, ${extent}.`]
  if (packages.length > 0) lines.push(`Measured: ${packages.join(', ')}.`)
  return [...lines, ...notes].join('\n\n')
}
