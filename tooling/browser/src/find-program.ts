import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program that may be installed. */
export interface WantedProgram {
  /** The environment variable by which somebody may have chosen one. */
  readonly variable: string
  /** What it is called on the PATH, the best first. */
  readonly names: readonly string[]
  /** Where else it is, on systems that do not put programs on the PATH. */
  readonly places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>>
}

/**
 * Looks for a program: the one that the variable names, then one on the PATH, then in its usual places.
 *
 * @returns its absolute path, or `undefined` when there is none
 * @throws Error when the variable names no program, because whoever set it means that one
 */
export function findProgram({ variable, names, places }: WantedProgram): string | undefined {
  const chosen = process.env[variable]
  if (chosen !== undefined && chosen !== '') {
    if (!isProgram(chosen)) throw new Error(`${variable} names no program that can be run: ${chosen}`)
    return chosen
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, ...(places[process.platform] ?? [])].find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
