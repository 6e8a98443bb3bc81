import assert from 'node:assert/strict'

import type { Target } from '../../target/target.ts'
import type { WireExchange } from '../../client/wire-exchange.ts'
import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { assertNever, codeOf, header } from '../expectations.ts'

/** Headers that differ between two responses of the same route without meaning anything. */
const incidental = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'])

/** H6: HEAD, 204 and 304 carry no byte of body. */
export const noBody: readonly ConformanceCase[] = [
  defineCase('H6.head-same', 'HEAD answers with the status and headers of the GET', async (target) => {
    const get = await (await target.request('/head/headers')).head()
    const exchange = await target.request('/head/headers', { method: 'HEAD' })
    const head = await exchange.head()
    const meaningful = ({ headers }: typeof get): string[] =>
      headers
        .filter(([name]) => !incidental.has(name))
        .map(([name, value]) => `${name}: ${value}`)
        .toSorted()
    assert.equal(head.status, get.status)
    assert.deepEqual(meaningful(head), meaningful(get))
    assert.equal((await exchange.body()).length, 0)
  }),
  defineCase(
    'H6.head-settled',
    'HEAD on a settled, infinite stream answers at once and its body never runs',
    async (target) => {
      const run = target.newRun()
      const exchange = await bodiless(target, `/head/settled?run=${run}`, 'HEAD')
      assert.equal(header(await exchange.head(), 'x-settled'), 'yes')
      const observations = await target.settled(run)
      assertNever(observations, 'body-ran', 'error')
    },
  ),
  ...(['write', 'commit'] as const).map((how) =>
    defineCase(
      `H6.head-unsettled-${how}`,
      `HEAD on an infinite stream runs its body until the head (${how}), then ends it through the signal`,
      async (target) => {
        const run = target.newRun()
        const exchange = await bodiless(target, `/head/unsettled?run=${run}&how=${how}`, 'HEAD')
        const head = await exchange.head()
        assert.equal(header(head, 'x-unsettled'), 'yes')
        assert.equal(header(head, 'content-type'), 'text/x-unsettled')
        assert.equal(codeOf(await target.observe(run, 'aborted')), 'BODY_NOT_SENT')
        await target.observe(run, 'finally')
        assertNever(await target.settled(run), 'error')
      },
    ),
  ),
  ...[204, 304].flatMap((status) =>
    (['write', 'write&late', 'late', ''] as const).map((how) =>
      defineCase(
        `H6.${status}${how === '' ? '' : `-${how.replace('&', '-')}`}`,
        `${status} carries no byte (${how === '' ? 'nothing written' : how.replace('&', ', status set ')})`,
        async (target) => {
          const run = target.newRun()
          const exchange = await bodiless(target, `/head/status/${status}?run=${run}&${how}`, 'GET')
          const head = await exchange.head()
          assert.equal(head.status, status)
          assert.equal(header(head, 'etag'), '"sluice"')
          assert.equal(header(head, 'content-type'), undefined)
          assert.equal(header(head, 'transfer-encoding'), undefined)
          if (status === 204) assert.equal(header(head, 'content-length'), undefined)
          assertNever(await target.settled(run), 'error')
        },
      ),
    ),
  ),
  defineCase(
    'H6.head-problem',
    "HEAD on a failing stream answers with the problem's head alone",
    async (target) => {
      const exchange = await bodiless(target, '/fail/before?kind=http', 'HEAD')
      const head = await exchange.head()
      assert.equal(head.status, 418)
      assert.equal(header(head, 'content-type'), 'application/problem+json')
    },
  ),
]

/**
 * Sends a request that is answered without a body, then another one on the same connection: a stray
 * byte of body would be taken for a part of the second response, and fail it.
 */
async function bodiless(target: Target, path: string, method: string): Promise<WireExchange> {
  const connection = await target.connect()
  const exchange = connection.request({ method, target: target.path(path) })
  assert.equal((await exchange.body()).length, 0, 'bytes of body')
  const next = connection.request({ target: target.path('/head/headers') })
  assert.equal((await next.body()).toString(), 'ok', 'the next response on the connection')
  return exchange
}
