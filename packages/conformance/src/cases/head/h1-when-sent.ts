import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { header } from '../expectations.ts'

/** H1: the head is sent once, at the first flush, commit or byte. */
export const sentOnce: readonly ConformanceCase[] = [
  silent('H1.commit', 'commit() on a silent stream sends status and headers at once', 'commit'),
  silent('H1.flush', 'flush() on a silent stream sends status and headers at once', 'flush'),
  defineCase('H1.write', 'the first bytes take status and headers with them', async (target) => {
    const run = target.newRun()
    const exchange = await target.request(`/head/commit?run=${run}&how=write`)
    const head = await exchange.head()
    assert.equal(head.status, 201)
    assert.equal(header(head, 'x-early'), 'yes')
    assert.equal((await exchange.bytes(6)).toString(), 'first ')
    await target.mark(run, 'go')
    assert.equal((await exchange.body()).toString(), 'first done')
  }),
]

function silent(id: 'H1.commit' | 'H1.flush', title: string, how: string): ConformanceCase {
  return defineCase(id, title, async (target) => {
    const run = target.newRun()
    const exchange = await target.request(`/head/commit?run=${run}&how=${how}`)
    const head = await exchange.head()
    assert.equal(head.status, 201)
    assert.equal(header(head, 'x-early'), 'yes')
    assert.equal(exchange.received, 0, 'no byte of body comes before the mark')
    assert.equal((await target.observe(run, 'committed')).detail, true, 'headersSent')
    await target.mark(run, 'go')
    assert.equal((await exchange.body()).toString(), 'done')
  })
}
