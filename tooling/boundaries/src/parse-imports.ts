import { posix } from 'node:path'
import { parseSync } from 'oxc-parser'
import type { Import } from './project.ts'

interface Request {
  readonly specifier: string
  readonly offset: number
  readonly exportsAll: boolean
}

/**
 * Every module that a file's source asks for, types included: an arrow that only carries types still ties two
 * folders together.
 *
 * @param path the file, relative to the repository; relative specifiers are resolved against it
 * @throws Error when the source does not parse
 */
export function parseImports(path: string, source: string): Import[] {
  const { module, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message ?? 'unknown error'}`)
  return [...requests(module, source)]
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ specifier, offset, exportsAll }) => ({
      specifier,
      line: source.slice(0, offset).split('\n').length,
      exportsAll,
      file: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined,
    }))
}

function* requests(module: ReturnType<typeof parseSync>['module'], source: string): Generator<Request> {
  for (const { moduleRequest, start } of module.staticImports) {
    yield { specifier: moduleRequest.value, offset: start, exportsAll: false }
  }
  for (const { entries } of module.staticExports) {
    // `export { a, b } from './x.ts'` has one entry per name, all with the same request.
    const [entry] = entries
    if (!entry?.moduleRequest) continue
    const { kind } = entry.importName
    yield {
      specifier: entry.moduleRequest.value,
      offset: entry.start,
      exportsAll: kind === 'All' || kind === 'AllButDefault',
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^(['"])(.*)\1$/s.exec(source.slice(moduleRequest.start, moduleRequest.end))
    if (literal) yield { specifier: literal[2] ?? '', offset: moduleRequest.start, exportsAll: false }
  }
}
