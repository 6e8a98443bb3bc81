import assert from 'node:assert/strict'

import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { assertNever, header } from '../expectations.ts'
import { unprocessable } from '../operations/good-input.ts'
import { assertProblem } from '../problem-expectations.ts'
import { allMessages, scripted, scriptedPath, type ScriptedInit } from './scripted.ts'

/** What a client gives back, as it is in the header (byte by byte) and the query, and what the handler has of it. */
const ids: readonly (readonly [name: string, sent: ScriptedInit, seen: unknown])[] = [
  ['none', {}, null],
  ['header', { headers: [['last-event-id', 'a 1']] }, 'a 1'],
  ['header-name', { headers: [['Last-Event-ID', '0']] }, '0'],
  [
    'utf-8',
    { headers: [['last-event-id', Buffer.from('caf\u00e9 \u6c34').toString('latin1')]] },
    'caf\u00e9 \u6c34',
  ],
  ['empty', { headers: [['last-event-id', '']] }, null],
  ['query', { query: '&lastEventId=a%20%E6%B0%B4' }, 'a \u6c34'],
  ['query-empty', { query: '&lastEventId=' }, null],
  ['header-wins', { headers: [['last-event-id', 'h']], query: '&lastEventId=q' }, 'h'],
  ['number', { path: '/op/events/numbered', headers: [['last-event-id', '0042']] }, 42],
]

/** F7: a client that reconnects is taken up where it was, and can be told to stay away. */
export const reconnection: readonly ConformanceCase[] = [
  ...ids.map(([name, init, seen]) =>
    defineCase(`F7.${name}`, `the last event id (${name}) is what the client has seen`, async (target) => {
      const exchange = await scripted(target, target.newRun(), [{ echo: true }], init)
      assert.deepEqual(await allMessages(exchange), [{ event: 'seen', data: seen }])
    }),
  ),
  ...(
    [
      [
        'header',
        { headers: [['last-event-id', 'S3cret']] },
        { location: 'headers.last-event-id', message: 'Does not match its schema.' },
      ],
      [
        'query',
        { query: '&lastEventId=seven' },
        { location: 'query.lastEventId', message: 'Expected digits.', value: 'seven' },
      ],
    ] as const
  ).map(([name, init, issue]) =>
    defineCase(`F7.refused-${name}`, `an id that the schema refuses (${name}) is a 422`, async (target) => {
      const exchange = await scripted(target, target.newRun(), [], { path: '/op/events/numbered', ...init })
      await assertProblem(exchange, {
        ...unprocessable,
        errors: [issue],
      })
    }),
  ),
  ...['%0A', '%0D', '%00'].map((code) =>
    defineCase(
      `F7.impossible-${code.slice(1)}`,
      `an id with ${code} is none that was ever sent: 422`,
      async (target) => {
        const exchange = await scripted(target, target.newRun(), [], { query: `&lastEventId=a${code}b` })
        await assertProblem(exchange, {
          ...unprocessable,
          errors: [{ location: 'query.lastEventId', message: 'An event id holds no line break and no NUL.' }],
        })
      },
    ),
  ),
  ...(
    [
      ['before', [{ event: 'any', data: 1 }], '&before=stop'],
      ['handler', [{ stop: true }, { event: 'any', data: 1 }], ''],
      ['handler-waits', [{ stop: true }, { park: true }], ''],
    ] as const
  ).map(([name, steps, query]) =>
    defineCase(`F7.stop-${name}`, `stop() (${name}) answers 204, with no byte`, async (target) => {
      const run = target.newRun()
      const connection = await target.connect()
      const path = scriptedPath('/op/events', run, steps) + query
      const exchange = connection.request({ target: target.path(path) })
      const head = await exchange.head()
      assert.equal(head.status, 204)
      assert.equal(header(head, 'cache-control'), 'no-store')
      assert.equal(header(head, 'transfer-encoding'), undefined)
      assert.equal((await exchange.body()).length, 0)
      const next = connection.request({ target: target.path('/head/headers') })
      assert.equal((await next.body()).toString(), 'ok', 'the next response on the connection')
      assertNever(await target.settled(run), 'error', ...(name === 'before' ? ['handler'] : []))
    }),
  ),
  defineCase('F7.too-late', 'stop() after the head is a failure like others', async (target) => {
    const run = target.newRun()
    const exchange = await scripted(target, run, [{ event: 'any', data: 1 }, { wait: 'go' }, { stop: true }])
    await exchange.bytes(1)
    await target.mark(run, 'go')
    assert.notEqual((await exchange.end()).kind, 'clean')
    const error = await target.observe(run, 'error')
    assert.equal((error.detail as { code: unknown }).code, 'HEADERS_SENT')
  }),
]
