import type { Manifest, Module, Package, Project } from './project.ts'
import { parseImports } from './parse-imports.ts'

const PACKAGE = /^(packages|apps|tooling)\/[^/]+\/package\.json$/
const SOURCE = /\.[cm]?[jt]s$/

/**
 * Sorts a repository's files into packages and reads their imports.
 *
 * @param files the text of every manifest and source file, by its path relative to the repository
 */
export function buildProject(files: ReadonlyMap<string, string>): Project {
  const packages: Package[] = []
  for (const [path, text] of files) {
    if (!PACKAGE.test(path)) continue
    const directory = path.slice(0, -'/package.json'.length)
    packages.push({ directory, manifest: JSON.parse(text) as Manifest, modules: modulesOf(directory, files) })
  }
  return { packages }
}

function modulesOf(directory: string, files: ReadonlyMap<string, string>): Module[] {
  const modules: Module[] = []
  for (const [path, text] of files) {
    if (!path.startsWith(`${directory}/`) || !SOURCE.test(path)) continue
    const below = path.slice(directory.length + 1)
    const area = below.startsWith('src/') ? 'src' : 'test'
    modules.push({
      path,
      area,
      inner: area === 'src' ? below.slice('src/'.length) : below,
      imports: parseImports(path, text),
    })
  }
  return modules
}
