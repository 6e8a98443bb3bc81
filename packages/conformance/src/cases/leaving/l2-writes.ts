import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { assertNever, codeOf } from '../expectations.ts'

const requires = {
  capabilities: ['disconnect'] as const,
  reason: 'a client that leaves is noticed only when it is written to',
}

/** L2: pending writes reject with the reason, later ones at once. */
export const lateWrites: readonly ConformanceCase[] = [
  ...(['reset', 'close'] as const).map((how) =>
    defineCase(
      `L2.late-${how}`,
      `writes and flushes after the client has left (${how}) reject with the signal's reason; none throws or resolves`,
      async (target) => {
        const run = target.newRun()
        const exchange = await target.request(`/leave/writing?run=${run}`)
        await exchange.bytes(5)
        exchange.control.leave(how)
        await target.observe(run, 'done')
        const observations = await target.settled(run)
        assertNever(observations, 'late-resolved', 'late-threw', 'error')
        const rejections = observations.filter(({ event }) => event === 'late-rejected')
        assert.equal(rejections.length, 3)
        for (const rejection of rejections) {
          assert.equal(codeOf(rejection), 'CLIENT_DISCONNECTED')
          assert.equal((rejection.detail as { same: unknown }).same, true, 'the very reason of the signal')
        }
      },
      { requires },
    ),
  ),
  defineCase(
    'L2.pending',
    'a write that waits for room rejects when the client leaves',
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(`/pressure/flood?run=${run}`, { onBytes: () => undefined })
      exchange.control.pause()
      await target.observe(run, 'blocked')
      exchange.control.leave('reset')
      assert.equal(codeOf(await target.observe(run, 'write-rejected', 'finished')), 'CLIENT_DISCONNECTED')
      await target.observe(run, 'finally')
    },
    { requires },
  ),
]
