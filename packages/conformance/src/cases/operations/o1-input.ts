import assert from 'node:assert/strict'

import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { assertNever } from '../expectations.ts'
import { assertProblem } from '../problem-expectations.ts'
import { type Field, goodInput, unprocessable } from './good-input.ts'

/** O1: all input is checked before anything is sent, and all that is wrong is told at once. */
export const input: readonly ConformanceCase[] = [
  defineCase(
    'O1.valid',
    'params, query, headers, cookies and body are what the client sent',
    async (target) => {
      const exchange = await target.request('/op/input/7?limit=3&tag=a', {
        method: 'POST',
        headers: [
          goodInput.token,
          goodInput.session,
          ['content-type', 'application/problem+json; charset="UTF-8"'],
        ],
        body: Buffer.from(goodInput.body),
      })
      assert.deepEqual(await exchange.json(), {
        params: { number: 7 },
        query: { limit: 3, tag: ['a'] },
        headers: { 'x-token': 'abc' },
        cookies: { session: 'xyz' },
        body: JSON.parse(goodInput.body) as unknown,
      })
    },
  ),
  defineCase('O1.query', 'repeated query parameters are a list, in order, decoded once', async (target) => {
    const exchange = await target.request('/op/input/7?tag=b%20c&limit=3&tag=%2525&tag=&tag=%F0%9F%8C%8A+', {
      method: 'POST',
      headers: [goodInput.token, goodInput.session, goodInput.type],
      body: Buffer.from(goodInput.body),
    })
    const { query } = await exchange.json<{ query: unknown }>()
    assert.deepEqual(query, { limit: 3, tag: ['b c', '%25', '', '\u{1f30a} '] })
  }),
  refuses(
    'O1.all-at-once',
    'everything that is wrong is told at once, values of headers and cookies left out',
    {
      path: '/op/input/seven?limit=1&limit=2&tag=a',
      headers: [['x-token', 'S3cret'], ['cookie', 'session=S3cret%20too'], goodInput.type],
      body: '{"name":5,"items":[{"price":1},{"price":"2"},3,{"price":null}]}',
    },
    [
      { location: 'params.number', message: 'Expected digits.', value: 'seven' },
      { location: 'query.limit', message: 'Expected digits.' },
      { location: 'headers.x-token', message: 'Does not match its schema.' },
      { location: 'cookies.session', message: 'Does not match its schema.' },
      { location: 'body.name', message: 'Expected text.', value: 5 },
      { location: 'body.items.1.price', message: 'Expected a whole number.', value: '2' },
      { location: 'body.items.2', message: 'Expected an object.', value: 3 },
      { location: 'body.items.3.price', message: 'Expected a whole number.', value: null },
    ],
  ),
  refuses(
    'O1.missing',
    'what is missing is told by name',
    { path: '/op/input/7', headers: [], body: undefined },
    [
      { location: 'query.limit', message: 'Expected digits.' },
      { location: 'headers.x-token', message: 'Is missing.' },
      { location: 'cookies.session', message: 'Is missing.' },
      { location: 'body', message: 'Expected an object.' },
    ],
  ),
  refuses(
    'O1.hostile-names',
    'names that mean something to JavaScript are names like others',
    {
      path: '/op/input/7?__proto__=1&constructor=2&hasOwnProperty=3',
      headers: [goodInput.token, ['cookie', '__proto__=1; toString=2'], goodInput.type],
      body: '{"__proto__":{"name":"x","items":[]},"constructor":1}',
    },
    [
      { location: 'query.limit', message: 'Expected digits.' },
      { location: 'cookies.session', message: 'Is missing.' },
      { location: 'body.name', message: 'Expected text.' },
      { location: 'body.items', message: 'Expected a list.' },
    ],
  ),
  defineCase('O1.reuse', 'the connection takes the next request after a refusal', async (target) => {
    const connection = await target.connect()
    for (let turn = 0; turn < 3; turn += 1) {
      const refused = connection.request({
        method: 'POST',
        target: target.path('/op/input/seven'),
        headers: [goodInput.type],
        body: Buffer.from(goodInput.body),
      })
      assert.equal((await refused.head()).status, 422)
      await refused.body()
    }
    const next = connection.request({ target: target.path('/op/path/a') })
    assert.equal((await next.head()).status, 200)
    await next.body()
  }),
]

interface WrongRequest {
  readonly path: string
  readonly headers: readonly Field[]
  readonly body: string | undefined
}

function refuses(
  id: `O1.${string}`,
  title: string,
  { path, headers, body }: WrongRequest,
  errors: readonly object[],
): ConformanceCase {
  return defineCase(id, title, async (target) => {
    const run = target.newRun()
    const exchange = await target.request(`${path}${path.includes('?') ? '&' : '?'}run=${run}`, {
      method: 'POST',
      headers,
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    })
    await assertProblem(exchange, { ...unprocessable, errors })
    const head = JSON.stringify((await exchange.head()).headers)
    assert.ok(!/S3cret/.test(head + exchange.soFar.toString()), 'a secret was echoed')
    assertNever(await target.settled(run), 'handler')
  })
}
