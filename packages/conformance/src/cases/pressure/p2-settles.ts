import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { codeOf } from '../expectations.ts'

const pending = ['write', 'flush', 'second-write', 'second-flush']

/** P2: a write or flush never hangs. */
export const settles: readonly ConformanceCase[] = [
  defineCase(
    'P2.disconnect',
    'writes and flushes that wait for room reject when the client leaves',
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(`/pressure/pending?run=${run}`, { onBytes: () => undefined })
      exchange.control.pause()
      await target.observe(run, 'pending')
      exchange.control.leave('reset')
      for (const name of pending) {
        const settled = await target.observe(run, `${name}-resolved`, `${name}-rejected`)
        assert.equal(settled.event, `${name}-rejected`)
        assert.equal(codeOf(settled), 'CLIENT_DISCONNECTED')
      }
    },
    {
      requires: {
        capabilities: ['disconnect'],
        reason: 'a client that leaves is noticed only when it is written to',
      },
    },
  ),
  defineCase(
    'P2.room',
    'writes and flushes that wait for room resolve when the client goes on',
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(`/pressure/pending?run=${run}`, { onBytes: () => undefined })
      exchange.control.pause()
      await target.observe(run, 'pending')
      exchange.control.resume()
      for (const name of pending) await target.observe(run, `${name}-resolved`)
    },
  ),
  defineCase(
    'P2.drain',
    'writes and flushes that wait for room reject when a drain cuts the stream off',
    async (target) => {
      assert.ok(target.info.startOwn)
      const own = await target.own()
      const run = own.target.newRun()
      const exchange = await own.target.request(`/pressure/pending?run=${run}`, { onBytes: () => undefined })
      exchange.control.pause()
      await own.target.observe(run, 'pending')
      await own.target.drain(run, { timeout: 0, retryAfter: 1 })
      for (const name of pending) {
        assert.equal(codeOf(await own.target.observe(run, `${name}-rejected`)), 'DRAIN_TIMEOUT')
      }
    },
    { requires: { ownServer: true, reason: 'shuts the server down, so it needs one of its own' } },
  ),
]
