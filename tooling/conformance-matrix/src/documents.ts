import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { matrixDocument, renderMatrix, type RunResults } from '@sluice/conformance/report'

const start = '<!-- support-table:start -->'
const end = '<!-- support-table:end -->'

/** A file that is generated, whole or in part. */
export interface GeneratedFile {
  readonly path: string
  readonly text: string
  /** What the file says now; `undefined` if there is none. */
  readonly current: string | undefined
}

/** The files that show the results: the matrix as data, and the README with its table. */
export function documents(root: string, results: readonly RunResults[]): GeneratedFile[] {
  const json = join(root, 'docs', 'conformance.json')
  const readme = join(root, 'README.md')
  const readmeText = readFileSync(readme, 'utf8')
  return [
    { path: json, current: read(json), text: `${JSON.stringify(matrixDocument(results), undefined, 2)}\n` },
    { path: readme, current: readmeText, text: replaceTable(readmeText, renderMatrix(results)) },
  ]
}

/** Puts a table between the markers. Throws when they are missing. */
export function replaceTable(text: string, table: string): string {
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`README.md needs the lines ${start} and ${end}.`)
  return `${text.slice(0, from + start.length)}\n\n${table}\n\n${text.slice(to)}`
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
