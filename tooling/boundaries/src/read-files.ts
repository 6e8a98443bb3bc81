import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const GROUPS = ['packages', 'apps', 'tooling']
const SKIPPED = new Set(['node_modules', 'dist', 'coverage'])

/**
 * Reads every manifest and source file below `packages/`, `apps/` and `tooling/`, without what is built or installed.
 *
 * @param root the repository
 * @returns the text of each file by its path relative to `root`, with forward slashes, in a stable order
 */
export function readFiles(root: string): Map<string, string> {
  const files = new Map<string, string>()
  const visit = (directory: string): void => {
    for (const entry of readdirSync(join(root, directory), { withFileTypes: true }).toSorted(byName)) {
      const path = `${directory}/${entry.name}`
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name) && !entry.name.startsWith('.')) visit(path)
      } else if (entry.name === 'package.json' || /\.(?:[cm]?[jt]s|tsx)$/.test(entry.name)) {
        files.set(path, readFileSync(join(root, path), 'utf8'))
      }
    }
  }
  GROUPS.forEach(visit)
  return files
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1
}
