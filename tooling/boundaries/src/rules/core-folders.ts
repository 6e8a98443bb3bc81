import { CORE_FOLDERS } from '../core-folders.ts'
import { entryFiles } from '../entry-files.ts'
import type { Module, Rule, Violation } from '../project.ts'

const TABLE = 'tooling/boundaries/src/core-folders.ts'
const SRC = 'packages/core/src/'

/** Inside core, a folder imports only the folders that the table grants it; every folder is in the table. */
export const coreFolders: Rule = ({ packages }) => {
  const core = packages.find(({ directory }) => directory === 'packages/core')
  if (!core) return []
  const entries = entryFiles(core)
  return core.modules.filter(({ area }) => area === 'src').flatMap((module) => check(module, entries))
}

function check(module: Module, entries: ReadonlySet<string>): Violation[] {
  const from = folderOf(module.inner)
  if (from === '') return entries.has(module.path) ? [] : [lost(module)]
  const allowed = CORE_FOLDERS[from]
  if (!allowed) {
    return [
      {
        path: module.path,
        message: `The folder ${from}/ is not in ${TABLE}. Add it with the folders it may import.`,
      },
    ]
  }
  const violations: Violation[] = []
  for (const { file, line } of module.imports) {
    if (!file?.startsWith(SRC)) continue
    const to = folderOf(file.slice(SRC.length))
    if (to === '' || to === from || allowed.includes(to)) continue
    const may =
      allowed.length > 0 ? `only ${allowed.map((folder) => `${folder}/`).join(', ')}` : 'no other folder'
    violations.push({
      path: module.path,
      line,
      message: `${from}/ must not import ${to}/: it may import ${may}. Move the shared part down, or invert the arrow.`,
    })
  }
  return violations
}

function lost({ path }: Module): Violation {
  const message =
    'A file of core lives in a folder that says what it is for; only what `exports` offers is at the top.'
  return { path, message }
}

function folderOf(inner: string): string {
  return inner.includes('/') ? inner.slice(0, inner.indexOf('/')) : ''
}
