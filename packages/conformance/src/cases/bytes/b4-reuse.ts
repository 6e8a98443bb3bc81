import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { header } from '../expectations.ts'
import { PatternCheck } from '../pattern-check.ts'

const http1 = { protocols: ['http1', 'https1'] as const, reason: 'speaks of HTTP/1 connections' }

/** B4: after a clean end the terminator is on the wire and the connection is reusable. */
export const reuse: readonly ConformanceCase[] = [
  defineCase('B4.keep-alive', 'ten streams in turn on one connection', async (target) => {
    const connection = await target.connect()
    for (let turn = 0; turn < 10; turn += 1) {
      const check = new PatternCheck()
      const exchange = connection.request({
        target: target.path(`/bytes/pattern?size=${turn * 10_000}&chunk=4096`),
        onBytes: check.take,
      })
      assert.equal((await exchange.head()).status, 200)
      await exchange.body()
      check.assertWhole(turn * 10_000)
    }
  }),
  defineCase(
    'B4.pipelined',
    'ten requests sent at once on one connection are all answered',
    async (target) => {
      const connection = await target.connect()
      const exchanges = Array.from({ length: 10 }, (_, index) =>
        connection.request({ target: target.path(`/params/p${index}/q`) }),
      )
      for (const [index, exchange] of exchanges.entries()) {
        const { params } = await exchange.json<{ params: unknown }>()
        assert.deepEqual(params, { first: `p${index}`, second: 'q' })
      }
    },
  ),
  defineCase(
    'B4.after-body',
    'the connection is reusable after a request body that the handler read',
    async (target) => {
      const connection = await target.connect()
      const body = Buffer.from('{"some":"body"}')
      const first = connection.request({ method: 'POST', target: target.path('/body/count'), body })
      assert.deepEqual(await first.json(), { length: body.length })
      const second = connection.request({ target: target.path('/head/headers') })
      assert.equal((await second.body()).toString(), 'ok')
    },
  ),
  defineCase('B4.after-problem', 'the connection is reusable after an error response', async (target) => {
    const connection = await target.connect()
    const first = connection.request({ target: target.path('/fail/before?kind=http') })
    await first.body()
    const second = connection.request({ target: target.path('/head/headers') })
    assert.equal((await second.body()).toString(), 'ok')
  }),
  defineCase(
    'B4.http-1.0',
    'an HTTP/1.0 client gets a body that the close ends, without chunks',
    async (target) => {
      const check = new PatternCheck()
      const exchange = await target.request('/bytes/pattern?size=200000&chunk=4096', {
        version: '1.0',
        onBytes: check.take,
      })
      const head = await exchange.head()
      assert.equal(header(head, 'transfer-encoding'), undefined)
      await exchange.body()
      check.assertWhole(200_000)
    },
    { requires: http1 },
  ),
  defineCase(
    'B4.declared',
    'a body of declared length is sent without chunks and the connection is reusable',
    async (target) => {
      const connection = await target.connect()
      const exchange = connection.request({ target: target.path('/bytes/declared?declare=5') })
      const head = await exchange.head()
      assert.equal(header(head, 'content-length'), '5')
      assert.equal(header(head, 'transfer-encoding'), undefined)
      assert.equal((await exchange.body()).toString(), 'hello')
      const next = connection.request({ target: target.path('/head/headers') })
      assert.equal((await next.body()).toString(), 'ok')
    },
  ),
  ...[3, 9].map((declare) =>
    defineCase(
      `B4.mismatch-${declare}`,
      `a body of 5 bytes that was declared as ${declare} is not a clean end`,
      async (target) => {
        const run = target.newRun()
        const exchange = await target.request(`/bytes/declared?run=${run}&declare=${declare}`)
        const [end, error] = await Promise.all([exchange.end(), target.observe(run, 'error')])
        const problem =
          exchange.received > 0 && (await exchange.head().catch(() => undefined))?.status === 500
        if (!problem) assert.notEqual(end.kind, 'clean')
        assert.equal((error.detail as { code: unknown }).code, 'CONTENT_LENGTH_MISMATCH')
      },
    ),
  ),
]
