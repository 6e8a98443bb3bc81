import { describe, expect, it } from 'vitest'
import { violationsOf } from './violations-of.ts'

const koa = (fields: object): string => JSON.stringify({ name: '@sluice/koa', ...fields })
const GOOD_KOA = koa({
  dependencies: { '@sluice/node': 'workspace:^' },
  peerDependencies: { '@sluice/core': 'workspace:^', koa: '^3.0.0' },
})

describe('package-arrows', () => {
  it('lets an adapter import core, its base and its framework', () => {
    const source = `import type { Context } from 'koa'\nimport '@sluice/core'\nimport '@sluice/node'\n`
    expect(
      violationsOf({
        'packages/adapter-koa/package.json': GOOD_KOA,
        'packages/adapter-koa/src/a.ts': source,
      }),
    ).toEqual([])
  })

  it('refuses an arrow from core to an adapter, even for a type', () => {
    const found = violationsOf({
      'packages/core/src/writer/a.ts': `\nimport type { X } from '@sluice/node'\n`,
    })
    expect(found).toContainEqual(
      expect.stringMatching(/^package-arrows packages\/core\/src\/writer\/a\.ts:2 .*no other/),
    )
  })

  it('refuses an arrow between two adapters in a manifest', () => {
    const manifest = JSON.stringify({ name: '@sluice/node', dependencies: { '@sluice/koa': 'workspace:^' } })
    expect(violationsOf({ 'packages/adapter-node/package.json': manifest })).toEqual([
      expect.stringMatching(
        /^package-arrows packages\/adapter-node\/package\.json .*@sluice\/koa in dependencies/,
      ),
    ])
  })

  it('lets an adapter import the conformance suite in tests only', () => {
    const suite = `import '@sluice/conformance'`
    const manifest = { 'packages/adapter-koa/package.json': GOOD_KOA }
    expect(violationsOf({ ...manifest, 'packages/adapter-koa/test/a.test.ts': suite })).toEqual([])
    expect(violationsOf({ ...manifest, 'packages/adapter-koa/src/a.ts': suite })).toContainEqual(
      expect.stringMatching(/^package-arrows .* only in its tests/),
    )
  })

  it('refuses an arrow from the conformance suite to an adapter', () => {
    expect(violationsOf({ 'packages/conformance/src/a.ts': `import '@sluice/koa'` })).toContainEqual(
      expect.stringMatching(/^package-arrows packages\/conformance\/src\/a\.ts:1/),
    )
  })

  it('refuses an app that nobody may import', () => {
    expect(violationsOf({ 'packages/conformance/test/a.ts': `import 'demo-koa'` })).toEqual([
      expect.stringMatching(/^package-arrows .*must not import demo-koa/),
    ])
  })

  it('refuses a relative path into another package', () => {
    expect(
      violationsOf({ 'apps/demo-koa/src/a.ts': `import '../../../packages/core/src/index.ts'` }),
    ).toEqual([expect.stringMatching(/^package-arrows .*reaches into another package/)])
  })

  it('lets the comparison of the adapters start the servers of their tests, and nothing else', () => {
    const manifest = { 'tooling/conformance-matrix/package.json': '{"name":"conformance-matrix"}' }
    const server = `import '../../../packages/adapter-koa/test/conformance-adapter.ts'`
    const other = `import '../../../packages/adapter-koa/test/other.ts'`
    expect(violationsOf({ ...manifest, 'tooling/conformance-matrix/test/a.ts': server })).toEqual([])
    for (const [path, source] of [
      ['tooling/conformance-matrix/src/main.ts', server],
      ['tooling/conformance-matrix/test/a.ts', other],
    ] as const) {
      expect(violationsOf({ ...manifest, [path]: source })).toEqual([
        expect.stringMatching(/^package-arrows .*reaches into another package/),
      ])
    }
  })

  it('asks for a new package to be put into the table', () => {
    expect(violationsOf({ 'packages/new/package.json': '{"name":"@sluice/new"}' })).toEqual([
      expect.stringMatching(/^package-arrows packages\/new\/package\.json @sluice\/new is not in/),
    ])
  })
})

describe('declared-imports', () => {
  it('refuses a framework among the dependencies of its adapter', () => {
    expect(
      violationsOf({ 'packages/adapter-koa/package.json': koa({ dependencies: { koa: '^3.0.0' } }) }),
    ).toEqual([expect.stringMatching(/^declared-imports .*koa in dependencies.*peer/)])
  })

  it('refuses a devDependency in what ships', () => {
    const found = violationsOf({
      'packages/adapter-koa/package.json': koa({ devDependencies: { koa: '^3.0.0' } }),
      'packages/adapter-koa/src/a.ts': `import Koa from 'koa'`,
    })
    expect(found).toEqual([
      expect.stringMatching(/^declared-imports packages\/adapter-koa\/src\/a\.ts:1 .*koa is neither/),
    ])
  })

  it('lets tests and apps use what they like', () => {
    expect(
      violationsOf({
        'packages/adapter-koa/test/a.ts': `import 'koa'`,
        'apps/demo-koa/src/a.ts': `import 'koa'`,
      }),
    ).toEqual([])
  })
})
