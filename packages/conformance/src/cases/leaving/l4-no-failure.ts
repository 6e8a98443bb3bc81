import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { assertNever } from '../expectations.ts'

const requires = {
  capabilities: ['disconnect'] as const,
  reason: 'a client that leaves is noticed only when it is written to',
}

const handlers = [
  ['until', '/leave/idle?', 'waits with ctx.until()'],
  ['generator', '/leave/parked?', 'is a generator'],
  ['sleep', '/leave/sleeping?', 'rethrows the reason'],
  ['abort-error', '/leave/sleeping?how=wrapped&', 'throws an AbortError, as sleep() and fetch() do'],
  ['return', '/leave/sleeping?how=return&', 'returns'],
  ['flood', '/pressure/flood?', 'is in the middle of a write'],
] as const

/** L4: a handler that stops because its signal aborted has ended, not failed. */
export const noFailure: readonly ConformanceCase[] = [
  ...handlers.map(([name, path, what]) =>
    defineCase(
      `L4.${name}`,
      `a client that leaves is reported as a failure to nobody when the handler ${what}`,
      async (target) => {
        const run = target.newRun()
        const before = await target.counters()
        const exchange = await target.request(`${path}run=${run}`, { onBytes: () => undefined })
        await exchange.head()
        exchange.control.leave('reset')
        await target.observe(run, 'finally')
        assertNever(await target.settled(run), 'error')
        const after = await target.counters()
        assert.equal(after.unhandledRejections, before.unhandledRejections, 'unhandled rejections')
        assert.equal(after.frameworkErrors, before.frameworkErrors, "calls of the framework's error handler")
      },
      { requires },
    ),
  ),
]
