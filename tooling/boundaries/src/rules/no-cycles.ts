import type { Module, Rule, Violation } from '../project.ts'

/** No file imports itself by way of others, not even for a type: neither could be read or moved alone. */
export const noCycles: Rule = ({ packages }) => {
  const modules = new Map(packages.flatMap((each) => each.modules).map((module) => [module.path, module]))
  const finished = new Set<string>()
  const violations: Violation[] = []

  const visit = (module: Module, trail: readonly string[]): void => {
    const path = [...trail, module.path]
    for (const { file, line } of module.imports) {
      const next = file === undefined ? undefined : modules.get(file)
      if (!next) continue
      const start = path.indexOf(next.path)
      if (start >= 0) {
        const circle = [...path.slice(start), next.path].join(' -> ')
        const message = `These files import each other in a circle: ${circle}. Move what they share into a file of its own.`
        violations.push({ path: module.path, line, message })
      } else if (!finished.has(next.path)) {
        visit(next, path)
      }
    }
    finished.add(module.path)
  }

  for (const module of modules.values()) if (!finished.has(module.path)) visit(module, [])
  return violations
}
