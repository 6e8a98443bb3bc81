import { buildProject } from '../src/build-project.ts'
import { RULES } from '../src/rules.ts'

const NAMES: Readonly<Record<string, string>> = {
  'packages/core': '@sluice/core',
  'packages/adapter-node': '@sluice/node',
  'packages/adapter-koa': '@sluice/koa',
  'packages/conformance': '@sluice/conformance',
  'apps/demo-koa': 'demo-koa',
}

/**
 * Runs every rule over a repository made of the given files.
 *
 * @param files texts by path; a package that has no manifest among them gets one that declares nothing
 * @returns one line per violation: `rule path:line message`
 */
export function violationsOf(files: Record<string, string>): string[] {
  const all = new Map<string, string>()
  for (const [directory, name] of Object.entries(NAMES)) {
    all.set(`${directory}/package.json`, JSON.stringify({ name }))
  }
  for (const [path, text] of Object.entries(files)) all.set(path, text)
  const project = buildProject(all)
  return Object.entries(RULES).flatMap(([rule, check]) =>
    check(project).map(
      ({ path, line, message }) => `${rule} ${path}${line === undefined ? '' : `:${line}`} ${message}`,
    ),
  )
}
