import assert from 'node:assert/strict'

import { readEvents } from '../../readers/read-events.ts'
import { longText } from '../../routes/texts.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { assertNever, header } from '../expectations.ts'
import { hostileTexts } from './hostile-texts.ts'
import { allMessages, messages, scripted } from './scripted.ts'

/** F1: Server-Sent Events, as WHATWG HTML section 9.2 has them. */
export const serverSentEvents: readonly ConformanceCase[] = [
  defineCase('F1.head', 'the head says what caches and proxies have to know', async (target) => {
    const exchange = await scripted(target, target.newRun(), [])
    const head = await exchange.head()
    assert.equal(head.status, 200)
    assert.equal(header(head, 'content-type'), 'text/event-stream')
    assert.equal(header(head, 'cache-control'), 'no-cache, no-transform')
    assert.equal(header(head, 'x-accel-buffering'), 'no')
    assert.equal((await exchange.body()).length, 0)
  }),
  ...(['/op/events', '/op/events/yielded'] as const).map((path) =>
    defineCase(
      `F1.head-first${path.endsWith('yielded') ? '-generator' : ''}`,
      'the head is sent when the handler first waits, before there is any event',
      async (target) => {
        const run = target.newRun()
        const exchange = await scripted(
          target,
          run,
          [{ header: ['x-late', 'but in time'] }, { wait: 'go' }, { event: 'tick', data: { n: 1 } }],
          { path },
        )
        assert.equal(header(await exchange.head(), 'x-late'), 'but in time')
        assert.equal(exchange.received, 0)
        await target.mark(run, 'go')
        assert.deepEqual(await allMessages(exchange), [{ event: 'tick', data: { n: 1 } }])
      },
    ),
  ),
  defineCase(
    'F1.before',
    'what `before` sets is in the head, in place of what is set by default',
    async (target) => {
      const exchange = await scripted(target, target.newRun(), [], { query: '&before=header' })
      const head = await exchange.head()
      assert.equal(header(head, 'x-before'), 'yes')
      assert.equal(header(head, 'cache-control'), 'private, no-cache')
      assert.equal(header(head, 'x-accel-buffering'), 'no')
      await exchange.body()
    },
  ),
  defineCase('F1.fields', 'name, id, retry, comment and data of an event', async (target) => {
    const exchange = await scripted(target, target.newRun(), [
      { event: 'tick', data: { n: 1 }, id: 'caf\u00e9 1', retry: 0, comment: 'one\r\ntwo' },
      { event: 'message', data: { a: null }, id: '' },
      { event: 'any', data: [], id: ' spaces ' },
    ])
    const body = await exchange.body()
    const { events, comments, retries, errors } = readEvents(body)
    assert.deepEqual(errors, [])
    assert.deepEqual(events, [
      { event: 'tick', id: 'caf\u00e9 1', data: '{"n":1}' },
      { event: 'message', id: '', data: '{"a":null}' },
      { event: 'any', id: ' spaces ', data: '[]' },
    ])
    assert.deepEqual(comments, ['one', 'two'])
    assert.deepEqual(retries, [0])
    assert.ok(!body.includes('event: message'), 'the default event names no field')
  }),
  defineCase('F1.asides', 'comments and reconnection times on their own', async (target) => {
    const exchange = await scripted(target, target.newRun(), [
      { comment: '' },
      { retry: 3_000 },
      { comment: 'data: none\n\nevent: none\rid: none' },
      { retry: Number.MAX_SAFE_INTEGER },
    ])
    const { events, comments, retries, errors } = readEvents(await exchange.body())
    assert.deepEqual(events, [])
    assert.deepEqual(errors, [])
    assert.deepEqual(comments, ['', 'data: none', '', 'event: none', 'id: none'])
    assert.deepEqual(retries, [3_000, Number.MAX_SAFE_INTEGER])
  }),
  ...[1, 2, 3, 7].map((pace) =>
    defineCase(
      `F1.hostile-${pace}`,
      `any text arrives as it was sent, read ${pace} bytes at a time`,
      async (target) => {
        const steps = hostileTexts.map((data) => ({ event: 'text', data }))
        const exchange = await scripted(target, target.newRun(), steps)
        const { events, errors } = readEvents(await exchange.body(), pace)
        assert.deepEqual(errors, [])
        const texts = events.map(({ data }) => JSON.parse(data) as unknown)
        assert.deepEqual(texts, hostileTexts)
      },
    ),
  ),
  defineCase('F1.order', 'ten thousand events that nobody awaits keep their order', async (target) => {
    const run = target.newRun()
    const first = { event: 'tick', data: { n: 1 }, unawaited: true, times: 5_000 } as const
    const exchange = await scripted(target, run, [first, { ...first, event: 'any', data: 2 }])
    const read = await allMessages(exchange)
    const expected = Array.from({ length: 10_000 }, (_, index) =>
      index < 5_000 ? { event: 'tick', data: { n: 1 } } : { event: 'any', data: 2 },
    )
    assert.deepEqual(read, expected)
    assertNever(await target.settled(run), 'error', 'refused')
  }),
  defineCase('F1.at-once', 'an event is there before the next one is sent', async (target) => {
    const run = target.newRun()
    const tick = { event: 'tick', data: { n: 1 } } as const
    const exchange = await scripted(target, run, [tick, { wait: 'go' }, tick])
    assert.equal((await messages(exchange, 1)).length, 1)
    await target.mark(run, 'go')
    assert.equal((await allMessages(exchange)).length, 2)
  }),
  defineCase('F1.terminator', 'a terminator comes last, as it is', async (target) => {
    const exchange = await scripted(target, target.newRun(), [{ event: 'tick', data: { n: 1 } }], {
      path: '/op/events/mortal',
    })
    const { events } = readEvents(await exchange.body())
    assert.deepEqual(events.at(-1), { event: 'message', data: '[DONE]' })
    assert.equal(events.length, 2)
  }),
  defineCase('F1.long', 'an event of a megabyte arrives whole', async (target) => {
    const exchange = await target.request('/op/events/long')
    const { events } = readEvents(await exchange.body(), 65_521)
    assert.equal(events.length, 1)
    assert.ok(JSON.parse(events[0]?.data ?? '') === longText, 'the text differs')
  }),
]
