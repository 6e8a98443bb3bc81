import { curlCommand, type Example, examples } from 'demo-shared'
import { textTable } from '../text-table.ts'

/** A demo that can be reached. */
export interface Reachable {
  readonly name: string
  readonly url: string
}

/** The URLs of the demos, route by router, and how to ask those that a click cannot. */
export function urlTable(demos: readonly Reachable[]): string {
  const table = textTable([
    ['Route', ...demos.map(({ name }) => name)],
    ...examples.map((example) => [nameOf(example), ...demos.map(({ url }) => url + example.target)]),
  ])
  const commands = examples
    .filter(({ method }) => method !== 'GET')
    .flatMap(({ target }) => demos.map(({ url }) => `  ${curlCommand(url + target)}`))
  return `${table}\n\n${commands.join('\n')}`
}

function nameOf({ method, target }: Example): string {
  return `${method} ${target.split('?', 1)[0] ?? target}`
}
