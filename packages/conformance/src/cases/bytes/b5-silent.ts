import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { header } from '../expectations.ts'

/** B5: a body that ends without writing still sends its head. */
export const silentBody: readonly ConformanceCase[] = (['', 'wait', 'write'] as const).map((how) =>
  defineCase(
    `B5.${how === '' ? 'at-once' : how}`,
    `a body that writes nothing (${how === '' ? 'ends at once' : how === 'wait' ? 'ends later' : 'an empty write'}) sends its head`,
    async (target) => {
      const exchange = await target.request(`/head/empty?${how}`)
      const head = await exchange.head()
      assert.equal(head.status, 202)
      assert.equal(header(head, 'x-empty'), 'yes')
      assert.equal((await exchange.body()).length, 0)
    },
  ),
)
