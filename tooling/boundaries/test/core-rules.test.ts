import { describe, expect, it } from 'vitest'
import { CORE_FOLDERS } from '../src/core-folders.ts'
import { violationsOf } from './violations-of.ts'

describe('core-is-pure', () => {
  it('refuses a dependency', () => {
    const manifest = JSON.stringify({ name: '@sluice/core', dependencies: { ms: '^2.0.0' } })
    expect(violationsOf({ 'packages/core/package.json': manifest })).toEqual([
      expect.stringMatching(/^core-is-pure packages\/core\/package\.json .*dependencies lists ms/),
    ])
  })

  it.each(['node:stream', 'fs', 'node:timers/promises'])('refuses %s', (specifier) => {
    expect(
      violationsOf({ 'packages/core/src/writer/a.ts': `import type { X } from '${specifier}'` }),
    ).toEqual([expect.stringMatching(/^core-is-pure packages\/core\/src\/writer\/a\.ts:1 .*outside Node/)])
  })

  it('refuses a dynamic import', () => {
    expect(violationsOf({ 'packages/core/src/writer/a.ts': `\n\nawait import('node:fs')` })).toEqual([
      expect.stringMatching(/^core-is-pure packages\/core\/src\/writer\/a\.ts:3 /),
    ])
  })

  it('leaves the tests of core alone', () => {
    expect(violationsOf({ 'packages/core/test/a.test.ts': `import 'node:stream'` })).toEqual([])
  })
})

describe('core-folders', () => {
  it('lets the writer import the contract', () => {
    expect(violationsOf({ 'packages/core/src/writer/a.ts': `import '../contract/b.ts'` })).toEqual([])
  })

  it.each([
    ['contract', 'writer', 'no other folder'],
    ['writer', 'reader', 'only contract/'],
    ['writer', 'context', 'only contract/'],
  ])('refuses an arrow from %s to %s', (from, to, may) => {
    const found = violationsOf({
      [`packages/core/src/${from}/a.ts`]: `import type { B } from '../${to}/b.ts'`,
    })
    expect(found).toEqual([
      expect.stringContaining(
        `core-folders packages/core/src/${from}/a.ts:1 ${from}/ must not import ${to}/`,
      ),
    ])
    expect(found[0]).toContain(may)
  })

  it('asks for a new folder to be put into the table', () => {
    expect(violationsOf({ 'packages/core/src/new/a.ts': '' })).toEqual([
      expect.stringMatching(/^core-folders .*new\/ is not in/),
    ])
  })

  it('refuses a file that is in no folder', () => {
    expect(violationsOf({ 'packages/core/src/index.ts': '', 'packages/core/src/lost.ts': '' })).toEqual([
      expect.stringMatching(/^core-folders packages\/core\/src\/lost\.ts/),
    ])
  })

  it('lets what exports offers stand at the top, and be imported by nobody inside', () => {
    const manifest = JSON.stringify({
      name: '@sluice/core',
      exports: { './fetch': { types: './dist/fetch.d.ts', default: './dist/fetch.js' } },
    })
    const files = {
      'packages/core/package.json': manifest,
      'packages/core/src/fetch.ts': `export { a } from './writer/a.ts'`,
    }
    expect(violationsOf(files)).toEqual([])
    expect(
      violationsOf({ ...files, 'packages/core/src/contract/b.ts': `import { a } from '../fetch.ts'` }),
    ).toEqual([expect.stringMatching(/^own-index packages\/core\/src\/contract\/b\.ts:1/)])
  })

  it('has a table without a cycle', () => {
    const settled = new Set<string>()
    let before = -1
    while (settled.size > before) {
      before = settled.size
      for (const [folder, arrows] of Object.entries(CORE_FOLDERS)) {
        if (arrows.every((arrow) => settled.has(arrow))) settled.add(folder)
      }
    }
    expect([...settled].toSorted()).toEqual(Object.keys(CORE_FOLDERS).toSorted())
  })
})
