import type { Package } from './project.ts'

const INDEX = 'src/index.ts'

/**
 * The source files that a package offers to its users: `src/index.ts`, and what else its `exports` name.
 *
 * @returns paths relative to the repository
 */
export function entryFiles({ directory, manifest }: Package): ReadonlySet<string> {
  const targets = Object.values(manifest.exports ?? {}).filter((target) => typeof target !== 'string')
  const sources = targets.map(({ default: built }) => built.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts'))
  return new Set([INDEX, ...sources].map((path) => `${directory}/${path}`))
}
