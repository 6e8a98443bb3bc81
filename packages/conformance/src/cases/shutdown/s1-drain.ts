import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { assertNever, codeOf, header } from '../expectations.ts'

const requires = {
  ownServer: true,
  reason: 'shuts the server down, so it needs one that the suite has started',
}

/** S1: drain refuses new streams, tells running ones, waits, and cuts off what is left. */
export const drain: readonly ConformanceCase[] = [
  defineCase(
    'S1.refuse',
    'while draining, new streams are refused with 503 and Retry-After',
    async (target) => {
      const { target: own } = await target.own()
      const run = own.newRun()
      await own.drain(run, { timeout: 1_000, retryAfter: 7 })
      const exchange = await own.request('/head/headers')
      const head = await exchange.head()
      assert.equal(head.status, 503)
      assert.equal(header(head, 'retry-after'), '7')
      assert.equal(header(head, 'content-type'), 'application/problem+json')
      assert.equal((await exchange.json<{ status: unknown }>()).status, 503)
      assert.deepEqual((await own.observe(run, 'drained')).detail, { completed: 0, aborted: 0 })
    },
    { requires },
  ),
  defineCase(
    'S1.polite',
    'running streams are told through ctx.draining and end cleanly; then close() completes',
    async (target) => {
      const { target: own, close } = await target.own()
      const run = own.newRun()
      const exchange = await own.request(`/drain/polite?run=${run}`)
      await exchange.bytes(6)
      await own.drain(run, { timeout: 5_000, retryAfter: 1 })
      await own.observe(run, 'told')
      assert.equal((await exchange.body()).toString(), 'ready;goodbye')
      assert.deepEqual((await own.observe(run, 'drained')).detail, { completed: 1, aborted: 0 })
      assertNever(await own.settled(run), 'aborted', 'error')
      await close()
    },
    { requires },
  ),
  defineCase(
    'S1.stubborn',
    'streams that go on are cut off at the timeout, not cleanly; then close() completes',
    async (target) => {
      const { target: own, close } = await target.own()
      const run = own.newRun()
      const exchange = await own.request(`/drain/stubborn?run=${run}`)
      await exchange.bytes(6)
      await own.drain(run, { timeout: 100, retryAfter: 1 })
      assert.notEqual((await exchange.end()).kind, 'clean')
      assert.equal(codeOf(await own.observe(run, 'aborted')), 'DRAIN_TIMEOUT')
      await own.observe(run, 'finally')
      assert.deepEqual((await own.observe(run, 'drained')).detail, { completed: 0, aborted: 1 })
      await close()
    },
    { requires },
  ),
  defineCase(
    'S1.stalled',
    'a stream whose client has stalled is cut off at the timeout; then close() completes',
    async (target) => {
      const { target: own, close } = await target.own()
      const run = own.newRun()
      const exchange = await own.request(`/pressure/flood?run=${run}`, { onBytes: () => undefined })
      exchange.control.pause()
      await own.observe(run, 'blocked')
      await own.drain(run, { timeout: 100, retryAfter: 1 })
      assert.equal(codeOf(await own.observe(run, 'write-rejected')), 'DRAIN_TIMEOUT')
      assert.deepEqual((await own.observe(run, 'drained')).detail, { completed: 0, aborted: 1 })
      await close()
    },
    { requires },
  ),
]
