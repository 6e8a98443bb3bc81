import assert from 'node:assert/strict'

import { frameworkHeaders } from '../../routes/create-mount.ts'
import type { WireHead } from '../../client/response-events.ts'
import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { header, headerLines } from '../expectations.ts'

/** H3: headers that the framework's middleware set before the handler arrive too. */
export const fromFramework: readonly ConformanceCase[] = [
  defineCase('H3.stream', 'headers of framework middleware arrive with a stream', async (target) => {
    const exchange = await target.request('/head/empty')
    assertFrameworkHeaders(await exchange.head())
    await exchange.body()
  }),
  defineCase('H3.settled', 'headers of framework middleware arrive with a settled head', async (target) => {
    const exchange = await target.request('/head/settled', { method: 'HEAD' })
    assertFrameworkHeaders(await exchange.head())
  }),
  defineCase(
    'H3.problem',
    'headers of framework middleware arrive with an error response',
    async (target) => {
      const exchange = await target.request('/fail/before?kind=http')
      assertFrameworkHeaders(await exchange.head())
      await exchange.body()
    },
  ),
  defineCase(
    'H3.replace',
    'a header that the handler sets replaces that of the framework',
    async (target) => {
      const head = await (await target.request('/head/framework')).head()
      assert.equal(header(head, 'x-framework-replaced'), 'by the handler')
    },
  ),
  defineCase(
    'H3.append',
    'a cookie that the handler appends stands beside those of the framework',
    async (target) => {
      const head = await (await target.request('/head/framework')).head()
      const expected = [...cookies, 'handler=1; Path=/']
      assert.deepEqual(headerLines(head, 'set-cookie').toSorted(), expected.toSorted())
    },
  ),
]

const cookies = frameworkHeaders.filter(([name]) => name === 'set-cookie').map(([, value]) => value)

function assertFrameworkHeaders(head: WireHead): void {
  for (const [name, value] of frameworkHeaders) {
    if (name !== 'set-cookie') assert.equal(header(head, name), value, name)
  }
  assert.deepEqual(headerLines(head, 'set-cookie').toSorted(), cookies.toSorted(), 'set-cookie')
}
