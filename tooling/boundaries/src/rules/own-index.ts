import type { Rule, Violation } from '../project.ts'

/** `index.ts` is for the package's users. A file inside that imports it soon makes a cycle. */
export const ownIndex: Rule = ({ packages }) => {
  const violations: Violation[] = []
  for (const { directory, manifest, modules } of packages) {
    for (const { path, area, imports } of modules) {
      if (area !== 'src') continue
      for (const { specifier, file, line } of imports) {
        const own = specifier === manifest.name || specifier.startsWith(`${manifest.name}/`)
        if (!own && file !== `${directory}/src/index.ts`) continue
        const message = `${specifier} is this package's own index. Import the file that defines the name.`
        violations.push({ path, line, message })
      }
    }
  }
  return violations
}
