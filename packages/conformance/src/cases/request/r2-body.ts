import assert from 'node:assert/strict'

import { patternBytes } from '../../routes/pattern.ts'
import type { WireExchange } from '../../client/wire-exchange.ts'
import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { codeOf, header } from '../expectations.ts'
import { PatternCheck } from '../pattern-check.ts'

const mebibyte = 1_048_576
const fullDuplex = {
  capabilities: ['fullDuplex'] as const,
  reason: 'the runtime reads the whole request before it sends the response',
}

/** R2: the request body is a byte stream with backpressure, a limit, and full duplex. */
export const requestBody: readonly ConformanceCase[] = [
  ...['iterate', 'bytes', 'text', 'stream'].map((by) =>
    defineCase(`R2.read-${by}`, `the body can be read by ${by}`, async (target) => {
      const exchange = await target.request(`/body/count?by=${by}`, {
        method: 'POST',
        body: patternBytes(0, 120).fill(65),
      })
      assert.deepEqual(await exchange.json(), { length: 120 })
    }),
  ),
  defineCase('R2.empty', 'an empty body reads as empty', async (target) => {
    const exchange = await target.request('/body/count', { method: 'POST', body: new Uint8Array() })
    assert.deepEqual(await exchange.json(), { length: 0 })
  }),
  defineCase('R2.again', 'reading the body twice is refused', async (target) => {
    const exchange = await target.request('/body/again', { method: 'POST', body: Buffer.from('once') })
    assert.deepEqual(await exchange.json(), { code: 'BODY_ALREADY_READ' })
  }),
  defineCase(
    'R2.duplex',
    'a body is echoed piece by piece while it arrives',
    async (target) => {
      const exchange = await target.request('/echo', { method: 'POST', streaming: true })
      let length = 0
      for (const piece of ['one ', 'two ', 'three ', '\u6c34 ']) {
        length += Buffer.byteLength(piece)
        exchange.control.send(Buffer.from(piece))
        // Each piece comes back before the next one is sent.
        await exchange.bytes(length)
      }
      exchange.control.finish()
      assert.equal((await exchange.body()).toString(), 'one two three \u6c34 ')
    },
    { requires: fullDuplex },
  ),
  defineCase(
    'R2.duplex-large',
    'sixteen megabytes are echoed unchanged',
    async (target) => {
      const check = new PatternCheck()
      const exchange = await target.request('/echo', { method: 'POST', streaming: true, onBytes: check.take })
      for (let offset = 0; offset < 16 * mebibyte; offset += 65_536) {
        exchange.control.send(patternBytes(offset, 65_536))
        await new Promise((resolve) => setImmediate(resolve))
      }
      exchange.control.finish()
      await exchange.body(15_000)
      check.assertWhole(16 * mebibyte)
    },
    { requires: fullDuplex },
  ),
  defineCase('R2.upload', 'a large upload is read whole', async (target) => {
    const exchange = await target.request('/body/count', {
      method: 'POST',
      body: new Uint8Array(8 * mebibyte),
    })
    assert.deepEqual(await exchange.json(), { length: 8 * mebibyte })
  }),
  defineCase(
    'R2.limit-declared',
    'a body declared longer than the limit is answered 413 before it is sent',
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(`/body/limited?run=${run}`, {
        method: 'POST',
        body: new Uint8Array(4_096),
      })
      await assertTooLarge(exchange)
      assert.equal(codeOf(await target.observe(run, 'read-rejected')), 'BODY_TOO_LARGE')
    },
  ),
  ...(['iterate', 'bytes', 'stream'] as const).map((by) =>
    defineCase(
      `R2.limit-${by}`,
      `a body that turns out longer than the limit is answered 413 (${by})`,
      async (target) => {
        const run = target.newRun()
        const exchange = await target.request(`/body/limited?run=${run}&by=${by}`, {
          method: 'POST',
          streaming: true,
        })
        exchange.control.send(new Uint8Array(1_000))
        exchange.control.send(new Uint8Array(1_000))
        await assertTooLarge(exchange)
        const rejected = await target.observe(run, 'read-rejected')
        assert.equal(codeOf(rejected), 'BODY_TOO_LARGE')
      },
    ),
  ),
  defineCase('R2.limit-exact', 'a body of exactly the limit is accepted', async (target) => {
    const exchange = await target.request('/body/limited', { method: 'POST', body: new Uint8Array(1_024) })
    assert.deepEqual(await exchange.json(), { length: 1_024 })
  }),
  defineCase('R2.limit-stops', 'past the limit the server stops reading', async (target) => {
    const exchange = await target.request('/body/limited', { method: 'POST', streaming: true })
    const taken = await uploadUntilBlocked(exchange, 64 * mebibyte)
    // A client that goes on sending may be cut off before it reads the 413; the other cases look at that.
    await exchange.end()
    assert.ok(taken < 48 * mebibyte, `the server took ${taken} bytes of a body limited to 1024`)
  }),
  defineCase(
    'R2.backpressure',
    'a handler that does not read slows the client down, and gets every byte later',
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(`/body/stalled?run=${run}`, { method: 'POST', streaming: true })
      await target.observe(run, 'waiting')
      const taken = await uploadUntilBlocked(exchange, 64 * mebibyte)
      assert.ok(taken < 48 * mebibyte, `${taken} bytes were taken though nobody reads them`)
      await target.mark(run, 'go')
      exchange.control.finish()
      assert.deepEqual(await exchange.json(), { length: taken })
    },
  ),
]

async function assertTooLarge(exchange: WireExchange): Promise<void> {
  const head = await exchange.head()
  assert.equal(head.status, 413)
  assert.equal(header(head, 'content-type'), 'application/problem+json')
  await exchange.end()
  assert.equal(
    exchange.soFar.toString(),
    '{"type":"about:blank","title":"Content Too Large","status":413,"detail":"The request body is longer than the 1024 bytes allowed here."}',
  )
}

/**
 * Sends until the connection takes no more for as long as it takes the server to answer ten other
 * turns, or `most` bytes have been sent. Returns the bytes sent.
 */
async function uploadUntilBlocked(exchange: WireExchange, most: number): Promise<number> {
  const piece = new Uint8Array(65_536)
  let sent = 0
  let idle = 0
  while (sent < most && idle < 20 && !exchange.ended) {
    if (exchange.control.room()) {
      exchange.control.send(piece)
      sent += piece.length
      idle = 0
    } else {
      idle += 1
    }
    await new Promise((resolve) => setTimeout(resolve, idle === 0 ? 0 : 10))
  }
  return sent
}
