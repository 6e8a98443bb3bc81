import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const GROUPS = ['packages', 'apps', 'tooling']

/** The parts of a `package.json` that the tools read. */
export interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly scripts?: Readonly<Record<string, string>>
  readonly exports?: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>
}

/** A package of this repository. */
export interface WorkspacePackage {
  readonly name: string
  /** Where it is, relative to the repository, with forward slashes: `packages/core`. */
  readonly directory: string
  readonly manifest: Manifest
}

/** The absolute path of this repository. */
export const REPOSITORY: string = resolve(import.meta.dirname, '../../..')

/**
 * Lists the packages below `packages/`, `apps/` and `tooling/`, sorted by directory within each.
 *
 * @param root the repository to look at
 */
export function readWorkspace(root: string = REPOSITORY): WorkspacePackage[] {
  return GROUPS.filter((group) => existsSync(join(root, group))).flatMap((group) =>
    readdirSync(join(root, group))
      .toSorted()
      .filter((name) => existsSync(join(root, group, name, 'package.json')))
      .map((name) => {
        const directory = `${group}/${name}`
        const manifest = JSON.parse(readFileSync(join(root, directory, 'package.json'), 'utf8')) as Manifest
        return { name: manifest.name, directory, manifest }
      }),
  )
}

/** The packages that are published: those that do not say `private`. */
export function publishedPackages(root: string = REPOSITORY): WorkspacePackage[] {
  return readWorkspace(root).filter(({ manifest }) => manifest.private !== true)
}
