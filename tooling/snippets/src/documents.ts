import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readWorkspace } from 'workspace'

/**
 * The documents whose snippets are checked: the README, every package's README, and the pages directly in `docs/`.
 *
 * @returns paths relative to `root`
 */
export function listDocuments(root: string): string[] {
  const readmes = ['README.md', ...readWorkspace(root).map(({ directory }) => `${directory}/README.md`)]
  const docs = existsSync(join(root, 'docs')) ? readdirSync(join(root, 'docs')).toSorted() : []
  const pages = docs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)
  return [...readmes.filter((path) => existsSync(join(root, path))), ...pages]
}
