import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { placesBeforeHead } from './e1-problem.ts'

/** E3: every failure reaches onError exactly once, and none is unhandled. */
export const onError: readonly ConformanceCase[] = [
  ...placesBeforeHead.map((where) =>
    reported(`E3.before-${where}`, `a failure in ${where}`, `/fail/before?where=${where}&`),
  ),
  ...['', 'generator', 'abort'].map((where) =>
    reported(
      `E3.after${where === '' ? '' : `-${where}`}`,
      `a failure after the head (${where === '' ? 'throw' : where})`,
      `/fail/after?where=${where}&`,
    ),
  ),
  reported('E3.after-unflushed', 'a failure in the turn of the first write', '/fail/after?unflushed&'),
  reported('E3.http-1.0', 'a failure to an HTTP/1.0 client', '/fail/after?bytes=5&', '1.0'),
]

function reported(
  id: `E3.${string}`,
  what: string,
  path: string,
  version: '1.0' | '1.1' = '1.1',
): ConformanceCase {
  return defineCase(
    id,
    `${what} reaches onError exactly once`,
    async (target) => {
      const run = target.newRun()
      const before = await target.counters()
      const exchange = await target.request(`${path}run=${run}`, { version })
      await exchange.end()
      const { detail } = await target.observe(run, 'error')
      assert.equal((detail as { message: unknown }).message, 'secret-cause', 'the failure itself is reported')
      const errors = (await target.settled(run)).filter(({ event }) => event === 'error')
      assert.equal(errors.length, 1, 'calls of onError')
      const after = await target.counters()
      assert.equal(after.unhandledRejections, before.unhandledRejections, 'unhandled rejections')
      assert.equal(after.frameworkErrors, before.frameworkErrors, "calls of the framework's error handler")
    },
    version === '1.0' ? { requires: { protocols: ['http1', 'https1'], reason: 'speaks of HTTP/1.0' } } : {},
  )
}
