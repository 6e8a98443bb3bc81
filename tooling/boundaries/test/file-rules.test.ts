import { describe, expect, it } from 'vitest'
import { violationsOf } from './violations-of.ts'

describe('own-index', () => {
  it.each(['./index.ts', '@sluice/node'])('refuses %s inside the package', (specifier) => {
    expect(
      violationsOf({ 'packages/adapter-node/src/a.ts': `import { x } from '${specifier}'` }),
    ).toContainEqual(expect.stringMatching(/^own-index packages\/adapter-node\/src\/a\.ts:1/))
  })

  it('lets a test import it, as a user would', () => {
    expect(
      violationsOf({ 'packages/adapter-node/test/a.ts': `import { x } from '../src/index.ts'` }),
    ).toEqual([])
  })
})

describe('no-cycles', () => {
  it('shows the way round, types included', () => {
    const found = violationsOf({
      'apps/demo-koa/src/a.ts': `import type { B } from './b.ts'`,
      'apps/demo-koa/src/b.ts': `export { c } from './c.ts'`,
      'apps/demo-koa/src/c.ts': `import './a.ts'`,
    })
    const circle = ['a', 'b', 'c', 'a'].map((name) => `apps/demo-koa/src/${name}.ts`).join(' -> ')
    expect(found).toEqual([
      expect.stringContaining(
        `no-cycles apps/demo-koa/src/c.ts:1 These files import each other in a circle: ${circle}.`,
      ),
    ])
  })

  it('is content with two ways to one file', () => {
    const found = violationsOf({
      'apps/demo-koa/src/a.ts': `import './b.ts'\nimport './c.ts'`,
      'apps/demo-koa/src/b.ts': `import './c.ts'`,
      'apps/demo-koa/src/c.ts': '',
    })
    expect(found).toEqual([])
  })
})

describe('no-export-all', () => {
  it.each([`export * from './b.ts'`, `export * as b from './b.ts'`, `export type * from './b.ts'`])(
    'refuses %s',
    (source) => {
      expect(violationsOf({ 'apps/demo-koa/src/a.ts': source })).toEqual([
        expect.stringMatching(/^no-export-all apps\/demo-koa\/src\/a\.ts:1/),
      ])
    },
  )

  it('lets names be listed', () => {
    expect(violationsOf({ 'apps/demo-koa/src/a.ts': `export { b, type C } from './b.ts'` })).toEqual([])
  })
})

describe('folder-names', () => {
  it.each(['utils', 'util', 'helpers'])('refuses %s/', (folder) => {
    expect(violationsOf({ [`apps/demo-koa/src/${folder}/a.ts`]: '' })).toEqual([
      expect.stringContaining(`folder-names apps/demo-koa/src/${folder}/a.ts A folder called ${folder}/`),
    ])
  })
})

it('names the file that does not parse', () => {
  expect(() => violationsOf({ 'apps/demo-koa/src/a.ts': 'import {' })).toThrow(
    'apps/demo-koa/src/a.ts does not parse',
  )
})
