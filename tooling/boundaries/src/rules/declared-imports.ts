import { isBuiltin } from 'node:module'
import { FRAMEWORK_ADAPTERS } from '../package-arrows.ts'
import { packageName } from '../package-name.ts'
import type { Package, Rule, Violation } from '../project.ts'

/**
 * What a published package imports is what its users get: a dependency or a peer, never a devDependency. A framework
 * is its adapter's peer, so that the adapter runs on the very framework that the application runs on.
 */
export const declaredImports: Rule = ({ packages }) =>
  packages.filter(({ directory }) => directory.startsWith('packages/')).flatMap(check)

function check({ directory, manifest, modules }: Package): Violation[] {
  const violations: Violation[] = []
  const isAdapter = FRAMEWORK_ADAPTERS.has(manifest.name)
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    if (!isAdapter || name.startsWith('@sluice/') || name.startsWith('@types/')) continue
    const message = `${manifest.name} has ${name} in dependencies. What an adapter stands on besides our own packages is a peer dependency.`
    violations.push({ path: `${directory}/package.json`, message })
  }
  const declared = {
    ...manifest.dependencies,
    ...manifest.peerDependencies,
    ...manifest.optionalDependencies,
  }
  for (const { path, area, imports } of modules) {
    if (area !== 'src') continue
    for (const { specifier, file, line } of imports) {
      if (file !== undefined || isBuiltin(specifier)) continue
      const name = packageName(specifier)
      if (name === manifest.name || Object.hasOwn(declared, name)) continue
      const message = `${specifier} is imported by what ships, but ${name} is neither a dependency nor a peer dependency of ${manifest.name}.`
      violations.push({ path, line, message })
    }
  }
  return violations
}
