import { entryFiles } from '../entry-files.ts'
import type { Rule, Violation } from '../project.ts'

/** An entry (`index.ts`, a subpath's) is for the package's users. A file inside that imports it soon makes a cycle. */
export const ownIndex: Rule = ({ packages }) => {
  const violations: Violation[] = []
  for (const each of packages) {
    const { manifest, modules } = each
    const entries = entryFiles(each)
    for (const { path, area, imports } of modules) {
      if (area !== 'src') continue
      for (const { specifier, file, line } of imports) {
        const own = specifier === manifest.name || specifier.startsWith(`${manifest.name}/`)
        if (!own && (file === undefined || !entries.has(file))) continue
        const message = `${specifier} is this package's own entry. Import the file that defines the name.`
        violations.push({ path, line, message })
      }
    }
  }
  return violations
}
