import assert from 'node:assert/strict'

import type { WireExchange } from '../../client/wire-exchange.ts'
import type { RequestOptions, Target } from '../../target/target.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { assertNever, header } from '../expectations.ts'
import { assertProblem, type ExpectedProblem } from '../problem-expectations.ts'
import { type Field, goodInput, unprocessable } from './good-input.ts'

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
  contentType: readonly Field[] = [goodInput.type],
): Promise<WireExchange> {
  return target.request(`/op/input/7?limit=3&run=${run}`, {
    method: 'POST',
    headers: [goodInput.token, goodInput.session, ...contentType],
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  })
}

/** O1, of request bodies: those that cannot be read are answered by themselves. */
export const inputBodies: readonly ConformanceCase[] = [
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
  unreadable('O1.type', 'a body of another type', goodInput.body, notJson, [['content-type', 'text/plain']]),
  unreadable('O1.charset', 'a body in another charset', goodInput.body, notJson, [
    ['content-type', 'application/json; charset=iso-8859-1'],
  ]),
  unreadable('O1.no-type', 'a body without a type', goodInput.body, notJson, []),
  unreadable(
    'O1.coding',
    'a body with a content coding',
    goodInput.body,
    {
      status: 415,
      title: 'Unsupported Media Type',
      detail: 'The request body has to come without a content coding.',
    },
    [goodInput.type, ['content-encoding', 'gzip']],
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
          headers: [goodInput.token, goodInput.session, goodInput.type],
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
      headers: [goodInput.type],
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
      headers: [goodInput.type],
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
]

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
