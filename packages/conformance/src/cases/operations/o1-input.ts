import assert from 'node:assert/strict'

import type { WireExchange } from '../../client/wire-exchange.ts'
import type { RequestOptions, Target } from '../../target/target.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { assertNever, header } from '../expectations.ts'
import { assertProblem, type ExpectedProblem } from '../problem-expectations.ts'

type Field = readonly [name: string, value: string]

const jsonType: Field = ['content-type', 'application/json']
const token: Field = ['x-token', 'abc']
const session: Field = ['cookie', 'other=1; session=xyz']
const goodBody = '{"name":"caf\u00e9 \u{1f30a}","items":[{"price":1},{"price":2}]}'

const unprocessable = {
  title: 'Unprocessable Content',
  status: 422,
  detail: 'The request does not match what this operation takes: see errors.',
}
const notJson = {
  status: 415,
  title: 'Unsupported Media Type',
  detail:
    'The request body has to be JSON in UTF-8, with a content-type of application/json or one that ends in +json.',
}

/** Sends a body to the operation that takes input from everywhere; all the rest of it is right. */
async function send(
  target: Target,
  run: string,
  body: string | Uint8Array | undefined,
  contentType: readonly Field[] = [jsonType],
): Promise<WireExchange> {
  return target.request(`/op/input/7?limit=3&run=${run}`, {
    method: 'POST',
    headers: [token, session, ...contentType],
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  })
}

/** O1: all input is checked before anything is sent, and all that is wrong is told at once. */
export const input: readonly ConformanceCase[] = [
  defineCase(
    'O1.valid',
    'params, query, headers, cookies and body are what the client sent',
    async (target) => {
      const exchange = await target.request('/op/input/7?limit=3&tag=a', {
        method: 'POST',
        headers: [token, session, ['content-type', 'application/problem+json; charset="UTF-8"']],
        body: Buffer.from(goodBody),
      })
      assert.deepEqual(await exchange.json(), {
        params: { number: 7 },
        query: { limit: 3, tag: ['a'] },
        headers: { 'x-token': 'abc' },
        cookies: { session: 'xyz' },
        body: JSON.parse(goodBody) as unknown,
      })
    },
  ),
  defineCase('O1.query', 'repeated query parameters are a list, in order, decoded once', async (target) => {
    const exchange = await target.request('/op/input/7?tag=b%20c&limit=3&tag=%2525&tag=&tag=%F0%9F%8C%8A+', {
      method: 'POST',
      headers: [token, session, jsonType],
      body: Buffer.from(goodBody),
    })
    const { query } = await exchange.json<{ query: unknown }>()
    assert.deepEqual(query, { limit: 3, tag: ['b c', '%25', '', '\u{1f30a} '] })
  }),
  refuses(
    'O1.all-at-once',
    'everything that is wrong is told at once, values of headers and cookies left out',
    {
      path: '/op/input/seven?limit=1&limit=2&tag=a',
      headers: [['x-token', 'S3cret'], ['cookie', 'session=S3cret%20too'], jsonType],
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
      headers: [token, ['cookie', '__proto__=1; toString=2'], jsonType],
      body: '{"__proto__":{"name":"x","items":[]},"constructor":1}',
    },
    [
      { location: 'query.limit', message: 'Expected digits.' },
      { location: 'cookies.session', message: 'Is missing.' },
      { location: 'body.name', message: 'Expected text.' },
      { location: 'body.items', message: 'Expected a list.' },
    ],
  ),
  unreadable('O1.malformed-json', 'a body that is not JSON', '{"name":"a",', {
    status: 400,
    title: 'Bad Request',
    detail: 'The request body is not valid JSON.',
  }),
  unreadable('O1.deep-json', 'a body of brackets that never close', '['.repeat(1_000), {
    status: 400,
    title: 'Bad Request',
    detail: 'The request body is not valid JSON.',
  }),
  unreadable('O1.not-utf8', 'a body that is not UTF-8', Buffer.from('{"name":"caf\u00e9"}', 'latin1'), {
    status: 400,
    title: 'Bad Request',
    detail: 'The request body is not valid UTF-8.',
  }),
  unreadable('O1.type', 'a body of another type', goodBody, notJson, [['content-type', 'text/plain']]),
  unreadable('O1.charset', 'a body in another charset', goodBody, notJson, [
    ['content-type', 'application/json; charset=iso-8859-1'],
  ]),
  unreadable('O1.no-type', 'a body without a type', goodBody, notJson, []),
  unreadable(
    'O1.coding',
    'a body with a content coding',
    goodBody,
    {
      status: 415,
      title: 'Unsupported Media Type',
      detail: 'The request body has to come without a content coding.',
    },
    [jsonType, ['content-encoding', 'gzip']],
  ),
  ...([true, false] as const).map((declared) =>
    defineCase(
      `O1.size-${declared ? 'declared' : 'streamed'}`,
      `a body past its limit, ${declared ? 'declared so' : 'of unknown length'}, is a 413`,
      async (target) => {
        const run = target.newRun()
        const long = Buffer.from(JSON.stringify({ name: 'x'.repeat(2_000), items: [] }))
        const exchange = await target.request(`/op/input/7?limit=3&run=${run}`, {
          method: 'POST',
          headers: [token, session, jsonType],
          ...(declared ? { body: long } : { streaming: true }),
        })
        if (!declared) exchange.control.send(long)
        await assertProblem(exchange, {
          status: 413,
          title: 'Content Too Large',
          detail: 'The request body is longer than the 1024 bytes allowed here.',
        })
        assertNever(await target.settled(run), 'handler')
      },
    ),
  ),
  ...(['text/plain', 'Text/Plain; charset=utf-8', 'image/png'] as const).map((type, index) =>
    defineCase(
      `O1.raw-${index}`,
      `a raw body of type ${type} reaches the handler as bytes`,
      async (target) => {
        const body = Buffer.from([0, 255, 13, 10])
        const exchange = await target.request('/op/raw', {
          method: 'PUT',
          headers: [['content-type', type]],
          body,
        })
        assert.deepEqual(await exchange.json(), { length: 4 })
      },
    ),
  ),
  defineCase('O1.raw-type', 'a raw body of another type is a 415 that says what is taken', async (target) => {
    const exchange = await target.request('/op/raw', {
      method: 'PUT',
      headers: [jsonType],
      body: Buffer.from('{}'),
    })
    await assertProblem(exchange, {
      status: 415,
      title: 'Unsupported Media Type',
      detail: 'The request body has to be text/plain or image/*.',
    })
    assert.equal(header(await exchange.head(), 'accept'), 'text/plain, image/*')
  }),
  defineCase('O1.methods', 'PATCH and DELETE take input as POST does', async (target) => {
    const patch: RequestOptions = {
      method: 'PATCH',
      headers: [jsonType],
      body: Buffer.from('{"name":"new"}'),
    }
    assert.deepEqual(await (await target.request('/op/things/5', patch)).json(), { changed: 5, name: 'new' })
    const remove: RequestOptions = { method: 'DELETE' }
    assert.deepEqual(await (await target.request('/op/things/5', remove)).json(), { removed: 5 })
    await assertProblem(await target.request('/op/things/five', remove), {
      ...unprocessable,
      errors: [{ location: 'params.id', message: 'Expected digits.', value: 'five' }],
    })
  }),
  defineCase('O1.reuse', 'the connection takes the next request after a refusal', async (target) => {
    const connection = await target.connect()
    for (let turn = 0; turn < 3; turn += 1) {
      const refused = connection.request({
        method: 'POST',
        target: target.path('/op/input/seven'),
        headers: [jsonType],
        body: Buffer.from(goodBody),
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

function unreadable(
  id: `O1.${string}`,
  what: string,
  body: string | Uint8Array,
  problem: ExpectedProblem,
  contentType?: readonly Field[],
): ConformanceCase {
  return defineCase(id, `${what} is a ${problem.status}`, async (target) => {
    const run = target.newRun()
    const exchange = await send(target, run, body, contentType)
    await assertProblem(exchange, problem)
    if (problem === notJson) {
      assert.equal(header(await exchange.head(), 'accept'), 'application/json, application/*+json')
    }
    assertNever(await target.settled(run), 'handler')
  })
}
