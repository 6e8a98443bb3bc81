import { expect, test } from 'vitest'
import { launch } from './launcher.ts'

test('the demos answer alike, but for what is documented', { timeout: 120_000 }, async () => {
  const launched = launch(['--smoke'], '')
  const rowOf = (name: string): string[] => {
    const row = launched
      .output()
      .split('\n')
      .find((line) => line.startsWith(name))
    return row?.split(/ {2,}/).slice(1, -1) ?? []
  }
  expect(await launched.exit, launched.output()).toBe(0)
  expect(launched.output()).toMatch(/^Express, Koa, Hono: \d+ alike, 2 differ as documented\.$/m)
  expect(launched.output()).not.toMatch(/FAILED|DIFFERENT/)
  // What the routers do of their own is looked at, not taken as given.
  expect(rowOf('Unknown paths and methods')).toEqual(['404, and 404', '404, and 405', '404, and 404'])
  expect(rowOf('GET /hello: in two parts, gzip accepted')).toEqual([
    '200, 2 parts, gzip',
    '200, 2 parts, gzip',
    '200, 2 parts, identity',
  ])
  expect(launched.output()).not.toContain('Warning')
})
