import { isBuiltin } from 'node:module'
import type { Rule, Violation } from '../project.ts'

const FIELDS = ['dependencies', 'peerDependencies', 'optionalDependencies'] as const

/** Core runs wherever JavaScript does: it depends on no package and on no module of Node. */
export const coreIsPure: Rule = ({ packages }) => {
  const core = packages.find(({ directory }) => directory === 'packages/core')
  if (!core) return []
  const violations: Violation[] = []
  for (const field of FIELDS) {
    const names = Object.keys(core.manifest[field] ?? {})
    if (names.length === 0) continue
    const message = `Core has no runtime dependency, but ${field} lists ${names.join(', ')}. Remove it, or move the code that needs it into an adapter.`
    violations.push({ path: 'packages/core/package.json', message })
  }
  for (const { path, imports } of core.modules.filter(({ area }) => area === 'src')) {
    for (const { specifier, line, file } of imports) {
      if (file !== undefined) continue
      const message = isBuiltin(specifier)
        ? `Core must run outside Node too, so it cannot import ${specifier}. Let the adapter supply it through the exchange.`
        : `Core imports nothing but its own files, not ${specifier}.`
      violations.push({ path, line, message })
    }
  }
  return violations
}
