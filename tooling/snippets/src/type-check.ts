import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Snippet } from './extract.ts'

const COMPILER_OPTIONS = {
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
  declarationMap: false,
  isolatedDeclarations: false,
  types: ['node'],
  skipLibCheck: true,
}
const TSC = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
const DIAGNOSTIC = /^(?:.*\/)?snippet-(\d+)\.ts\((\d+),(\d+)\): error (.*)$/s

/**
 * Compiles snippets with the project's own settings, without emitting anything.
 *
 * @param directory where the modules are written; what it imports is resolved from there, and it is emptied first
 * @param baseConfig the absolute path of the `tsconfig.json` to extend
 * @returns one message per error, at its place in the document: `README.md:12: TS2304: Cannot find name 'app'.`
 */
export function typeCheck(snippets: readonly Snippet[], directory: string, baseConfig: string): string[] {
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  snippets.forEach(({ lines }, index) => {
    writeFileSync(join(directory, `snippet-${index}.ts`), lines.map(({ text }) => text).join('\n'))
  })
  const files = snippets.map((_, index) => `snippet-${index}.ts`)
  const config = { extends: baseConfig, compilerOptions: COMPILER_OPTIONS, files }
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(config))

  const { status, stdout, stderr } = spawnSync(process.execPath, [TSC, '-p', '.', '--pretty', 'false'], {
    cwd: directory,
    encoding: 'utf8',
  })
  if (status === 0) return []
  // A long diagnostic goes on in indented lines.
  const diagnostics = `${stdout}${stderr}`.trimEnd().split(/\n(?! )/)
  return diagnostics.map((diagnostic) => inDocument(diagnostic, snippets))
}

function inDocument(diagnostic: string, snippets: readonly Snippet[]): string {
  const [, index, line, , message] = DIAGNOSTIC.exec(diagnostic) ?? []
  const snippet = snippets[Number(index)]
  const source = snippet?.lines[Number(line) - 1] ?? snippet?.lines.at(-1)
  return snippet && source ? `${snippet.document}:${source.line}: ${message}` : diagnostic
}
