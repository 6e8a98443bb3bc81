import { arrowsOf, type Arrows, mayReach } from '../package-arrows.ts'
import { packageName } from '../package-name.ts'
import type { Import, Module, Package, Rule, Violation } from '../project.ts'

const TABLE = 'tooling/boundaries/src/package-arrows.ts'
const SHIPPED = ['dependencies', 'peerDependencies', 'optionalDependencies'] as const

/** Packages know each other only along the arrows of the table, in manifests as in imports. */
export const packageArrows: Rule = ({ packages }) => {
  const owner = new Map(packages.map(({ manifest, directory }) => [manifest.name, directory]))
  return packages.flatMap((each) => {
    const arrows = arrowsOf(each.directory, each.manifest.name)
    if (arrows) return [...manifestArrows(each, arrows, owner), ...importArrows(each, arrows, owner)]
    const message = `${each.manifest.name} is not in ${TABLE}. Add it with the packages it may import.`
    return [{ path: `${each.directory}/package.json`, message }]
  })
}

function manifestArrows(
  { directory, manifest }: Package,
  arrows: Arrows,
  owner: ReadonlyMap<string, string>,
): Violation[] {
  return SHIPPED.flatMap((field) =>
    Object.keys(manifest[field] ?? {})
      .filter((name) => owner.has(name) && !grants(arrows.src, name))
      .map((name) => ({
        path: `${directory}/package.json`,
        message: `${manifest.name} must not have ${name} in ${field}: it may know ${listed(arrows.src)}.`,
      })),
  )
}

function importArrows(each: Package, arrows: Arrows, owner: ReadonlyMap<string, string>): Violation[] {
  return each.modules.flatMap((module) =>
    module.imports.flatMap((request) => {
      const message = judge(each, module, request, arrows, owner)
      return message === undefined ? [] : [{ path: module.path, line: request.line, message }]
    }),
  )
}

function judge(
  each: Package,
  module: Module,
  request: Import,
  arrows: Arrows,
  owner: ReadonlyMap<string, string>,
): string | undefined {
  if (request.file !== undefined) {
    if (request.file.startsWith(`${each.directory}/`) || mayReach(module.path, request.file)) return undefined
    return `${request.specifier} reaches into another package. Import it by its package name.`
  }
  const name = packageName(request.specifier)
  if (name === each.manifest.name || !owner.has(name) || grants(arrows.src, name)) return undefined
  if (grants(arrows.test, name)) {
    return module.area === 'test' ? undefined : `${each.manifest.name} may import ${name} only in its tests.`
  }
  return `${each.manifest.name} must not import ${name}: it may import ${listed(arrows.src)}.`
}

function grants(names: readonly string[], name: string): boolean {
  return names.includes('*') || names.includes(name)
}

function listed(names: readonly string[]): string {
  return names.length > 0 ? `only ${names.join(', ')}` : 'no other package of ours'
}
