import { readFileSync } from 'node:fs'
import { cpus, totalmem, type } from 'node:os'
import { join } from 'node:path'
import type { Circumstances } from './results.ts'

const MODULES = join(import.meta.dirname, '../../node_modules')

/**
 * What is worth knowing about this run beside its figures.
 *
 * @param packages npm packages of others that were measured
 */
export function circumstances(
  packages: readonly string[],
  { quick, rounds }: Pick<Circumstances, 'quick' | 'rounds'>,
  notes: readonly string[],
): Circumstances {
  const names = [...new Set(packages)].toSorted()
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return {
    machine: `${cpu?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${memory} GiB, ${type()}`,
    node: process.version,
    date: new Date().toISOString(),
    quick,
    rounds,
    versions: Object.fromEntries(names.map((name) => [name, versionOf(name)])),
    notes,
  }
}

function versionOf(name: string): string {
  const manifest = JSON.parse(readFileSync(join(MODULES, name, 'package.json'), 'utf8')) as {
    readonly version: string
  }
  return manifest.version
}
