import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { assertNever } from '../expectations.ts'
import { PatternCheck } from '../pattern-check.ts'

/** B3: flush() settles when everything before it has been handed over. */
export const flush: readonly ConformanceCase[] = [
  defineCase(
    'B3.small',
    'flush() settles, and what was written before it arrives while the stream goes on',
    async (target) => {
      const run = target.newRun()
      const check = new PatternCheck()
      const exchange = await target.request(`/bytes/flushed?run=${run}`, { onBytes: check.take })
      await target.observe(run, 'flushed')
      await exchange.head()
      await target.mark(run, 'go')
      await exchange.body()
      check.assertWhole(5)
    },
  ),
  defineCase('B3.large', 'flush() of a megabyte settles once the client has taken it', async (target) => {
    const run = target.newRun()
    const check = new PatternCheck()
    const exchange = await target.request(`/bytes/flushed?run=${run}&size=1048576`, { onBytes: check.take })
    await target.observe(run, 'flushed')
    await target.mark(run, 'go')
    await exchange.body()
    check.assertWhole(1_048_576)
  }),
  defineCase(
    'B3.stalled',
    'flush() of more than the system takes stays pending while the client stalls',
    async (target) => {
      const run = target.newRun()
      const check = new PatternCheck()
      const exchange = await target.request(`/bytes/flushed?run=${run}&size=15728640`, {
        onBytes: check.take,
      })
      exchange.control.pause()
      // What is absent (flushed) is shown by a later event: another exchange from end to end.
      await (await target.request('/head/headers')).body()
      assertNever(await target.settled(run), 'flushed')
      exchange.control.resume()
      await target.observe(run, 'flushed')
      await target.mark(run, 'go')
      await exchange.body()
      check.assertWhole(15_728_640)
      assert.ok(exchange.ended)
    },
    {
      requires: { capabilities: ['handoff'], reason: 'flush() settles when the next consumer has the bytes' },
    },
  ),
]
