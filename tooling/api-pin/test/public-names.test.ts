import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { entryPoint, publicNames } from '../src/public-names.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'api-pin-'))
})
afterEach(() => {
  rmSync(directory, { recursive: true })
})

const namesOf = (javascript: string, declarations: string): Promise<string[]> => {
  writeFileSync(join(directory, 'index.mjs'), javascript)
  writeFileSync(join(directory, 'index.d.mts'), declarations)
  return publicNames(entryPoint(directory, { default: 'index.mjs', types: 'index.d.mts' }))
}

it('tells values from types', async () => {
  const declarations = `export { type B } from './b.mjs'\nexport declare const a: number\nexport interface C {}\nexport { d as e } from './d.mjs'\n`
  expect(await namesOf('export const a = 1, e = 2', declarations)).toEqual([
    'type B',
    'type C',
    'value a',
    'value e',
  ])
})

it('refuses a value without a declaration', async () => {
  await expect(namesOf('export const a = 1', 'export {}')).rejects.toThrow(
    /exports a, but .* does not declare it/,
  )
})

it('refuses export *', async () => {
  await expect(namesOf('', `export * from './a.mjs'`)).rejects.toThrow('list the names')
})
