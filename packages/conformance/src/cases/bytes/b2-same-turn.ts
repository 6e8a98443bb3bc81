import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'

/** B2: what was written is on its way by the end of the turn, even if nobody flushes. */
export const sameTurn: readonly ConformanceCase[] = [
  defineCase('B2.one', 'one write leaves without a flush', async (target) => {
    const run = target.newRun()
    const exchange = await target.request(`/bytes/unflushed?run=${run}&words=a`)
    assert.equal((await exchange.bytes(1)).toString(), 'a')
    await target.mark(run, 'go')
    assert.equal((await exchange.body()).toString(), 'a.')
  }),
  defineCase('B2.many', 'several writes of one turn leave together without a flush', async (target) => {
    const run = target.newRun()
    const exchange = await target.request(`/bytes/unflushed?run=${run}&words=one,two,three`)
    assert.equal((await exchange.bytes(11)).toString(), 'onetwothree')
    await target.mark(run, 'go')
    assert.equal((await exchange.body()).toString(), 'onetwothree.')
  }),
]
