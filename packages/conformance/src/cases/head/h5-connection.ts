import assert from 'node:assert/strict'

import type { WireHead } from '../../client/response-events.ts'
import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'

const connectionSpecific = ['connection', 'keep-alive', 'transfer-encoding', 'proxy-connection', 'upgrade']

/** H5: headers that speak of the connection are not the handler's business. */
export const connectionSpecificHeaders: readonly ConformanceCase[] = [
  defineCase('H5.unset', 'a stream needs no connection-specific header', async (target) => {
    const exchange = await target.request('/head/connection')
    if (target.http2) assertNone(await exchange.head())
    assert.equal((await exchange.body()).toString(), 'one two')
  }),
  defineCase(
    'H5.set',
    'connection-specific headers that a handler sets do no harm, and never leave over HTTP/2',
    async (target) => {
      const exchange = await target.request('/head/connection?set')
      const head = await exchange.head()
      assert.equal(head.status, 200)
      if (target.http2) assertNone(head)
      assert.equal((await exchange.body()).toString(), 'one two')
    },
  ),
  defineCase('H5.problem', 'an error that closes the connection says so only over HTTP/1', async (target) => {
    const exchange = await target.request('/body/limited', { method: 'POST', body: new Uint8Array(4_096) })
    const head = await exchange.head()
    assert.equal(head.status, 413)
    if (target.http2) assertNone(head)
    await exchange.body()
  }),
]

function assertNone(head: WireHead): void {
  const found = head.headers.filter(([name]) => connectionSpecific.includes(name))
  assert.deepEqual(found, [], 'connection-specific headers over HTTP/2')
}
