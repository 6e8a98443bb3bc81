import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { assertNever, codeOf } from '../expectations.ts'

/** P3: a write that is still blocked at its deadline rejects, and the connection is torn down. */
export const writeDeadline: readonly ConformanceCase[] = [
  ...(['fixed', 'moved'] as const).map((mode) =>
    defineCase(
      `P3.${mode}`,
      `a ${mode === 'fixed' ? '' : 'moved '}write deadline ends a stream whose client stalls`,
      async (target) => {
        const run = target.newRun()
        const exchange = await target.request(`/pressure/deadline?run=${run}&mode=${mode}&ms=300`, {
          onBytes: () => undefined,
        })
        exchange.control.pause()
        const rejected = await target.observe(run, 'write-rejected')
        assert.equal(codeOf(rejected), 'DEADLINE_EXCEEDED')
        assert.equal(codeOf(await target.observe(run, 'aborted')), 'DEADLINE_EXCEEDED')
        assert.equal(codeOf(await target.observe(run, 'error')), 'DEADLINE_EXCEEDED')
        await target.observe(run, 'finally')
        // Torn down: the client finds that out as soon as it reads again.
        exchange.control.resume()
        assert.notEqual((await exchange.end()).kind, 'clean')
      },
    ),
  ),
  defineCase('P3.cleared', 'a write deadline that was cleared does not end the stream', async (target) => {
    const run = target.newRun()
    const size = target.http2 ? 16_777_216 : 67_108_864
    const exchange = await target.request(`/pressure/deadline?run=${run}&mode=cleared&ms=300&size=${size}`, {
      onBytes: () => undefined,
    })
    exchange.control.pause()
    const blocked = await target.observe(run, 'blocked')
    // Another stream blocks under the same deadline later, and fails: by then this one's would have passed.
    const other = target.newRun()
    const later = await target.request(`/pressure/deadline?run=${other}&mode=fixed&ms=300`, {
      onBytes: () => undefined,
    })
    later.control.pause()
    const rejected = await target.observe(other, 'write-rejected')
    assert.ok(rejected.at > blocked.at)
    assertNever(await target.settled(run), 'write-rejected', 'aborted', 'error')
    exchange.control.resume()
    await exchange.body(15_000)
    assert.equal(exchange.received, size)
  }),
  defineCase(
    'P3.unblocked',
    'a write deadline that passes while nothing is blocked does no harm',
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(`/pressure/idle-deadline?run=${run}`)
      assert.equal((await exchange.body()).toString(), 'before after')
      assertNever(await target.settled(run), 'error', 'aborted')
    },
  ),
]
