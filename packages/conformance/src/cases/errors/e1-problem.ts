import assert from 'node:assert/strict'

import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { header } from '../expectations.ts'

/** Where a handler can fail before its head is sent, as the route names it. */
export const placesBeforeHead = [
  'handler-sync',
  'handler',
  'body-sync',
  'body',
  'generator',
  'abort',
] as const

const known =
  '{"type":"about:blank","title":"I Am a Teapot","status":418,"detail":"Only tea comes out of here."}'
const unknown = '{"type":"about:blank","title":"Internal Server Error","status":500}'

/** E1: a failure before the head becomes a problem, RFC 9457. */
export const problem: readonly ConformanceCase[] = [
  ...placesBeforeHead.flatMap((where) => [
    answers(
      `E1.http-${where}`,
      `an HttpError from ${where} is answered with its status and detail`,
      `kind=http&where=${where}`,
      418,
      known,
    ),
    answers(
      `E1.unknown-${where}`,
      `an unknown error from ${where} is a 500 that says nothing of its cause`,
      `where=${where}`,
      500,
      unknown,
    ),
  ]),
  ...['undefined', 'string', 'abort'].map((kind) =>
    answers(
      `E1.thrown-${kind}`,
      `a thrown ${kind === 'abort' ? 'AbortError of its own' : kind} is a 500`,
      `kind=${kind}&where=body`,
      500,
      unknown,
    ),
  ),
  defineCase(
    'E1.headers',
    'headers of the HttpError are sent, and those of the failed body are not',
    async (target) => {
      const exchange = await target.request('/fail/before?kind=http&where=body')
      const head = await exchange.head()
      assert.equal(header(head, 'x-tea'), 'oolong')
      assert.equal(header(head, 'content-type'), 'application/problem+json')
      assert.equal(header(head, 'content-length'), String(known.length))
      assert.equal(header(head, 'cache-control'), 'no-store')
      assert.equal(header(head, 'transfer-encoding'), undefined)
    },
  ),
  defineCase('E1.malformed-json', 'a request body that is not JSON is a 400', async (target) => {
    const exchange = await target.request('/body/count?by=json', {
      method: 'POST',
      body: Buffer.from('{"a":'),
    })
    assert.equal((await exchange.head()).status, 400)
    assert.equal((await exchange.json<{ status: unknown }>()).status, 400)
  }),
]

function answers(
  id: `E1.${string}`,
  title: string,
  query: string,
  status: number,
  body: string,
): ConformanceCase {
  return defineCase(id, title, async (target) => {
    const exchange = await target.request(`/fail/before?${query}`)
    const head = await exchange.head()
    assert.equal(head.status, status)
    assert.equal(header(head, 'content-type'), 'application/problem+json')
    assert.equal((await exchange.body()).toString(), body)
    assert.ok(!JSON.stringify(head.headers).includes('secret'), 'the cause is in a header')
  })
}
