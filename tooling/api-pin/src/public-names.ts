import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseSync } from 'oxc-parser'

/** A built entry point: its module and its declarations, both absolute paths. */
export interface EntryPoint {
  readonly module: string
  readonly types: string
}

/** Resolves an entry of a manifest's `exports` against the package's directory. */
export function entryPoint(directory: string, target: { types: string; default: string }): EntryPoint {
  return { module: join(directory, target.default), types: join(directory, target.types) }
}

/**
 * Lists what a built entry point makes public, one line per name: `value stream`, `type StreamHandler`.
 * A class is a value here, though it is a type as well.
 *
 * @throws Error when the module exports a name that its declarations do not have, or declares `export *`
 */
export async function publicNames({ module, types }: EntryPoint): Promise<string[]> {
  const values = new Set(Object.keys((await import(pathToFileURL(module).href)) as object))
  const declared = declaredNames(types)
  for (const value of values) {
    if (!declared.has(value)) throw new Error(`${module} exports ${value}, but ${types} does not declare it.`)
  }
  return [...declared].map((name) => `${values.has(name) ? 'value' : 'type'} ${name}`).toSorted()
}

function declaredNames(path: string): Set<string> {
  const names = new Set<string>()
  for (const { entries } of parseSync(path, readFileSync(path, 'utf8')).module.staticExports) {
    for (const { exportName } of entries) {
      if (exportName.kind === 'None') throw new Error(`${path} has export *; list the names instead.`)
      names.add(exportName.name ?? 'default')
    }
  }
  return names
}
