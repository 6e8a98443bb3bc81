import assert from 'node:assert/strict'

import type { Target } from '../../target/target.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { header, headerLines } from '../expectations.ts'
import { allMessages } from '../formats/scripted.ts'

const middleware = ['api-middleware', 'operation-middleware', 'inner-middleware']

/** Each step of a request: one that only this step refuses, and the steps that come before. */
const refusals = [
  ['api-middleware', '?refuse=api-middleware&limit=x', 'text/html', 'x', 403, ['api-middleware']],
  ['middleware', '?refuse=inner-middleware&limit=x', 'text/html', 'x', 403, middleware],
  ['representation', '?refuse=before&limit=x', 'text/html', 'x', 406, middleware],
  ['last-event-id', '?refuse=before&limit=x', '*/*', 'x', 422, middleware],
  ['input', '?refuse=before&limit=x', '*/*', '5', 422, middleware],
  ['before', '?refuse=before&limit=1', '*/*', '5', 403, [...middleware, 'before']],
  ['handler', '?refuse=handler&limit=1', '*/*', '5', 403, [...middleware, 'before', 'handler']],
] as const

/** What a problem of that step says. */
const details: Readonly<Record<string, string>> = {
  'api-middleware': '"detail":"api-middleware"',
  middleware: '"detail":"inner-middleware"',
  'last-event-id':
    '"errors":[{"location":"headers.last-event-id","message":"Does not match its schema."},{"location":"query.limit","message":"Expected digits.","value":"x"}]',
  input: '"errors":[{"location":"query.limit","message":"Expected digits.","value":"x"}]',
  before: '"detail":"before"',
  handler: '"detail":"handler"',
}

/** O4: a request takes the same steps in the same order everywhere, and nothing is sent before the handler. */
export const order: readonly ConformanceCase[] = [
  ...refusals.map(([name, query, accept, id, status, steps]) =>
    defineCase(
      `O4.${name}`,
      `what ${name} refuses never gets further, and nothing has been sent`,
      async (target) => {
        const run = target.newRun()
        const exchange = await target.request(`/op/order${query}&run=${run}`, {
          headers: [
            ['accept', accept],
            ['last-event-id', id],
          ],
        })
        const head = await exchange.head()
        assert.equal(head.status, status)
        assert.equal(header(head, 'content-type'), 'application/problem+json')
        const body = (await exchange.body()).toString()
        assert.ok(body.includes(details[name] ?? '"title":"Not Acceptable"'), body)
        assert.deepEqual(await stepsOf(target, run), steps)
      },
    ),
  ),
  defineCase('O4.all', 'middleware of the api, of the operation, before, handler', async (target) => {
    const run = target.newRun()
    const exchange = await target.request(`/op/order?limit=2&run=${run}`, {
      headers: [['last-event-id', '7']],
    })
    assert.deepEqual(await allMessages(exchange), [{ event: 'done', data: { limit: 2, lastEventId: 7 } }])
    const lines = headerLines(await exchange.head(), 'x-step').flatMap((line) => line.split(/ *, */))
    assert.deepEqual(lines, middleware)
    assert.deepEqual(await stepsOf(target, run), [...middleware, 'before', 'handler'])
  }),
  defineCase('O4.middleware-sees', 'middleware is told of what fails behind it', async (target) => {
    const run = target.newRun()
    const exchange = await target.request(`/op/order?refuse=before&limit=2&run=${run}`)
    await exchange.body()
    const seen = (await target.settled(run)).filter(({ event }) => event.endsWith('-saw'))
    assert.deepEqual(
      seen.map(({ event }) => event),
      middleware.map((name) => `${name}-saw`).toReversed(),
    )
  }),
]

/** The steps that a run has taken; fails if anything had been sent by then. */
async function stepsOf(target: Target, run: string): Promise<string[]> {
  const known = new Set([...middleware, 'before', 'handler'])
  const steps = (await target.settled(run)).filter(({ event }) => known.has(event))
  for (const { event, detail } of steps) assert.deepEqual(detail, { headersSent: false }, event)
  return steps.map(({ event }) => event)
}
