import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { assertNever, codeOf, header } from '../expectations.ts'

/** P4: a read of the request body that is still blocked at its deadline rejects. */
export const readDeadline: readonly ConformanceCase[] = [
  defineCase('P4.before-head', 'a read deadline answers 408 while nothing has been sent', async (target) => {
    const run = target.newRun()
    const exchange = await target.request(`/body/deadline?run=${run}&ms=200`, {
      method: 'POST',
      streaming: true,
    })
    exchange.control.send(Buffer.from('a piece, and then nothing'))
    assert.equal(codeOf(await target.observe(run, 'read-rejected')), 'DEADLINE_EXCEEDED')
    const head = await exchange.head()
    assert.equal(head.status, 408)
    assert.equal(header(head, 'content-type'), 'application/problem+json')
    await exchange.body()
    assert.equal(codeOf(await target.observe(run, 'error')), 'DEADLINE_EXCEEDED')
  }),
  defineCase(
    'P4.after-head',
    'a read deadline tears the stream down once its head was sent',
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(`/body/deadline?run=${run}&ms=200&after=head`, {
        method: 'POST',
        streaming: true,
      })
      assert.equal((await exchange.bytes(4)).toString(), 'head')
      assert.equal(codeOf(await target.observe(run, 'read-rejected')), 'DEADLINE_EXCEEDED')
      assert.notEqual((await exchange.end()).kind, 'clean')
    },
    { requires: { capabilities: ['fullDuplex'], reason: 'the body is read while the response is written' } },
  ),
  defineCase('P4.cleared', 'a read deadline that was cleared does not end the stream', async (target) => {
    const run = target.newRun()
    const exchange = await target.request(`/body/deadline?run=${run}&ms=400&clear`, {
      method: 'POST',
      streaming: true,
    })
    exchange.control.send(Buffer.from('one'))
    const read = await target.observe(run, 'read')
    const other = target.newRun()
    await target.request(`/body/deadline?run=${other}&ms=400`, { method: 'POST', streaming: true })
    const rejected = await target.observe(other, 'read-rejected')
    assert.ok(rejected.at > read.at)
    assertNever(await target.settled(run), 'read-rejected', 'error')
    exchange.control.finish()
    assert.deepEqual(await exchange.json(), { read: true })
  }),
]
