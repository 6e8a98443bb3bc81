import { curlCommand, examples, isClickable } from 'demo-shared'
import { textTable } from '../text-table.ts'

/** A demo that can be reached. */
export interface Reachable {
  readonly name: string
  readonly url: string
}

/** The URLs of the demos, route by router, and how to ask the first of them for what a click cannot. */
export function urlTable(demos: readonly Reachable[]): string {
  const rows = examples.map((example) => [
    example.label,
    ...(isClickable(example) ? demos.map(({ url }) => url + example.target) : ['with curl, see below']),
  ])
  const table = textTable([['Route', ...demos.map(({ name }) => name)], ...rows])
  const url = demos[0]?.url ?? ''
  const commands = examples
    .filter((example) => !isClickable(example))
    .map((example) => `  ${curlCommand(url, example)}`)
  return [table, '', 'And with curl, the same from each of them:', ...commands].join('\n')
}
