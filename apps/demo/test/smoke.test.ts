import { expect, test } from 'vitest'
import { launch } from './launcher.ts'

test('the demos answer alike', { timeout: 120_000 }, async () => {
  const launched = launch(['--smoke'], '')
  expect(await launched.exit, launched.output()).toBe(0)
  expect(launched.output()).toContain('Express, Koa, Hono answer alike: ')
  expect(launched.output()).not.toContain('FAILED')
  expect(launched.output()).not.toContain('Warning')
})
