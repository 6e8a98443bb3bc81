import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { assertBytes } from '../expectations.ts'
import { patternBytes } from '../../routes/pattern.ts'

const failures = [
  ['throw', 'bytes=5', 'a body that throws after five bytes'],
  ['generator', 'bytes=5&where=generator', 'a generator that throws after five bytes'],
  ['abort', 'bytes=5&where=abort', 'writer.abort() after five bytes'],
  ['http', 'bytes=5&kind=http', 'an HttpError after five bytes'],
  ['unflushed', 'bytes=5&unflushed', 'a failure in the turn of the first write'],
  ['declared', 'bytes=5&declare', 'a failure short of the declared length'],
  ['large', 'bytes=1000000', 'a failure after a megabyte'],
] as const

/** E2: a failure after the head is never a clean end. */
export const notClean: readonly ConformanceCase[] = [
  ...failures.map(([name, query, what]) =>
    defineCase(`E2.${name}`, `${what} is not a clean end`, async (target) => {
      const exchange = await target.request(`/fail/after?${query}`)
      assert.equal((await exchange.head()).status, 200)
      const end = await exchange.end()
      assert.notEqual(end.kind, 'clean')
      if (target.http2) assert.equal(end.kind, 'reset', `over HTTP/2 it is RST_STREAM: ${end.why}`)
    }),
  ),
  defineCase('E2.sent-before', 'what was written before the failure arrives', async (target) => {
    const exchange = await target.request('/fail/after?bytes=100000')
    assertBytes(await exchange.bytes(100_000), patternBytes(0, 100_000))
    assert.notEqual((await exchange.end()).kind, 'clean')
  }),
  defineCase('E2.head-only', 'a failure after the head alone is not a clean end', async (target) => {
    const exchange = await target.request('/fail/after?bytes=0')
    assert.equal((await exchange.head()).status, 200)
    assert.notEqual((await exchange.end()).kind, 'clean')
  }),
  defineCase(
    'E2.neighbour',
    'a stream that fails leaves the other streams of its HTTP/2 connection alone',
    async (target) => {
      const run = target.newRun()
      const connection = await target.connect()
      const stays = connection.request({ target: target.path(`/bytes/unflushed?run=${run}`) })
      await stays.bytes(1)
      const fails = connection.request({ target: target.path('/fail/after?bytes=5') })
      assert.equal((await fails.end()).kind, 'reset')
      await target.mark(run, 'go')
      assert.equal((await stays.body()).toString(), 'a.')
    },
    { requires: { protocols: ['h2c', 'h2'], reason: 'an HTTP/1 connection carries one stream at a time' } },
  ),
  ...(['bytes=5', 'bytes=100000'] as const).map((query) =>
    defineCase(
      `E2.http-1.0-${query.slice(6)}`,
      'to an HTTP/1.0 client, whose body ends with the connection, a failure is a reset',
      async (target) => {
        const exchange = await target.request(`/fail/after?${query}`, { version: '1.0' })
        const end = await exchange.end()
        assert.equal(end.kind, 'reset', end.why)
      },
      { requires: { protocols: ['http1'], reason: 'speaks of HTTP/1.0 over plain TCP' } },
    ),
  ),
]
