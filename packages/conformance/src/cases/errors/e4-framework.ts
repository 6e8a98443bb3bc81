import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { placesBeforeHead } from './e1-problem.ts'

const requires = {
  capabilities: ['frameworkErrors'] as const,
  reason: 'there is no framework whose error handling could be chosen',
}

/** E4: the framework's own error handling can be chosen for failures before the head. */
export const frameworkErrors: readonly ConformanceCase[] = [
  ...placesBeforeHead.map((where) =>
    defineCase(
      `E4.${where}`,
      `errors: 'framework' leaves a failure in ${where} to the framework's error handler`,
      async (target) => {
        const run = target.newRun()
        const before = await target.counters()
        const exchange = await target.request(`/fail/framework?run=${run}&kind=http&where=${where}`)
        assert.equal((await exchange.head()).status, 599)
        assert.equal((await exchange.body()).toString(), 'framework saw: Only tea comes out of here.')
        await target.observe(run, 'error')
        const errors = (await target.settled(run)).filter(({ event }) => event === 'error')
        assert.equal(errors.length, 1, 'calls of onError')
        const after = await target.counters()
        assert.equal(
          after.frameworkErrors,
          before.frameworkErrors + 1,
          "calls of the framework's error handler",
        )
        assert.equal(after.unhandledRejections, before.unhandledRejections, 'unhandled rejections')
      },
      { requires },
    ),
  ),
]
