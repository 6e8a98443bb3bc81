import assert from 'node:assert/strict'

import type { WireHead } from '../../client/response-events.ts'
import { streamingTypes } from '../../readers/read-messages.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { assertNever, codeOf, header, headerLines } from '../expectations.ts'
import { allMessages, scripted } from '../formats/scripted.ts'
import { assertProblem } from '../problem-expectations.ts'

const offeredEvents =
  'text/event-stream, application/jsonl, application/x-ndjson, application/json-seq, multipart/mixed, application/json'

/** What a client accepts, one string a header line, and what it gets of a stream of events. */
const negotiations = [
  ['no-header', [], 'text/event-stream'],
  ['anything', ['*/*'], 'text/event-stream'],
  ['browser', ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'], 'text/event-stream'],
  ['named', ['application/x-ndjson'], 'application/x-ndjson'],
  ['letter-case', ['APPLICATION/JSON-SEQ;Q=0.3'], 'application/json-seq'],
  ['charset', ['application/jsonl; charset=utf-8'], 'application/jsonl'],
  ['subtypes', ['application/*'], 'application/jsonl'],
  [
    'weights',
    ['application/json;q=0.4, application/jsonl;q=0.5, text/event-stream;q=0.45'],
    'application/jsonl',
  ],
  ['tie', ['application/json, application/jsonl'], 'application/jsonl'],
  ['forbidden', ['*/*, text/event-stream;q=0'], 'application/jsonl'],
  [
    'specific',
    ['*/*;q=0.9, text/event-stream;q=0.1, application/*;q=0.2, multipart/mixed'],
    'multipart/mixed',
  ],
  ['lines', ['text/html', 'application/json'], 'application/json'],
  ['malformed', ['////, , application/jsonl, text/html;q=x;;="'], 'application/jsonl'],
  ['nothing-legible', ['garbage'], 'text/event-stream'],
  ['endless', [`${'text/html;q=0.1, '.repeat(400)}application/jsonl`], 'application/jsonl'],
] as const

/** O2: the client's `Accept` chooses the representation. */
export const representation: readonly ConformanceCase[] = [
  ...negotiations.map(([name, accept, expected]) =>
    defineCase(
      `O2.${name}`,
      `a client that accepts ${name.replaceAll('-', ' ')} gets ${expected}`,
      async (target) => {
        const exchange = await scripted(target, target.newRun(), [{ event: 'tick', data: { n: 1 } }], {
          headers: accept.map((line) => ['accept', line]),
        })
        const head = await exchange.head()
        assert.equal(head.status, 200)
        assert.equal(mediaType(head), expected)
        assertVary(head)
        await exchange.body()
      },
    ),
  ),
  defineCase('O2.items', 'items come as JSON Lines to a client that does not care', async (target) => {
    const exchange = await scripted(target, target.newRun(), [{ event: 'any', data: [1] }], {
      path: '/op/items',
    })
    assert.equal(header(await exchange.head(), 'content-type'), 'application/jsonl')
    assertVary(await exchange.head())
    assert.equal((await exchange.body()).toString(), '[1]\n')
  }),
  defineCase(
    'O2.not-acceptable',
    'a client that accepts none of them gets a 406 with the list',
    async (target) => {
      const run = target.newRun()
      const exchange = await scripted(target, run, [], { accept: 'text/html, application/json;q=0, image/*' })
      await assertProblem(exchange, {
        status: 406,
        title: 'Not Acceptable',
        detail: `This is offered as ${offeredEvents}.`,
      })
      assertVary(await exchange.head())
      assertNever(await target.settled(run), 'before', 'handler')
    },
  ),
  defineCase('O2.one-type', 'an operation of one type answers 406 too, and does not vary', async (target) => {
    const refused = await target.request('/op/table', { headers: [['accept', 'application/json']] })
    await assertProblem(refused, {
      status: 406,
      title: 'Not Acceptable',
      detail: 'This is offered as text/csv.',
    })
    const exchange = await target.request('/op/table', { headers: [['accept', 'text/*;q=0.1']] })
    const head = await exchange.head()
    assert.equal(header(head, 'content-type'), 'text/csv; charset=utf-8')
    assert.deepEqual(varied(head), [])
    assert.equal((await exchange.body()).toString(), 'name,price\ncaf\u00e9,3\n')
  }),
  defineCase('O2.vary-refused', 'a refusal of the input varies as the answer would', async (target) => {
    const exchange = await target.request('/op/order?limit=many')
    assert.equal((await exchange.head()).status, 422)
    assertVary(await exchange.head())
    await exchange.body()
  }),
  defineCase(
    'O2.collected',
    'application/json is one array of all events, sent at the end',
    async (target) => {
      const run = target.newRun()
      const exchange = await scripted(
        target,
        run,
        [
          { event: 'tick', data: { n: 1 }, id: 'a', retry: 5, comment: 'left out' },
          { comment: 'left out' },
          { wait: 'go' },
          { event: 'message', data: '\u2028\ud83d' },
        ],
        { accept: 'application/json' },
      )
      await target.observe(run, 'handler')
      await target.mark(run, 'go')
      assert.equal(header(await exchange.head(), 'content-type'), 'application/json')
      assert.deepEqual(await exchange.json(), [
        { event: 'tick', data: { n: 1 }, id: 'a', retry: 5 },
        { event: 'message', data: '\u2028\ud83d' },
      ])
    },
  ),
  defineCase('O2.collected-failure', 'a failure while collecting is a problem of its own', async (target) => {
    const steps = [{ event: 'tick', data: { n: 1 } }, { fail: 418 }] as const
    const exchange = await scripted(target, target.newRun(), steps, { accept: 'application/json' })
    await assertProblem(exchange, { status: 418, title: 'Scripted Failure', detail: 'As it was asked for.' })
  }),
  ...([false, true] as const).map((unawaited) =>
    defineCase(
      `O2.bound${unawaited ? '-unawaited' : ''}`,
      `collecting past its bound is a 413${unawaited ? ', also when nothing is awaited' : ''}`,
      async (target) => {
        const run = target.newRun()
        const exchange = await scripted(
          target,
          run,
          [
            { event: 'text', data: 'x'.repeat(100), times: 50, ...(unawaited ? { unawaited } : {}) },
            { wait: 'go' },
          ],
          { path: '/op/events/few', accept: 'application/json' },
        )
        await assertProblem(exchange, {
          status: 413,
          title: 'Content Too Large',
          detail:
            'The answer is longer than the 1000 characters that are collected: ask for it as a stream, for example with Accept: application/jsonl.',
        })
        const aborted = await target.observe(run, 'aborted')
        assert.equal(codeOf(aborted), 'HTTP')
      },
    ),
  ),
  defineCase('O2.unbound', 'the bound is none for a client that takes the stream', async (target) => {
    const steps = [{ event: 'text', data: 'x'.repeat(100), times: 50 }] as const
    const path = '/op/events/few'
    const exchange = await scripted(target, target.newRun(), steps, { path, accept: 'application/jsonl' })
    assert.equal((await allMessages(exchange)).length, 50)
  }),
  defineCase(
    'O2.choose',
    'an operation that chooses by its input does not ask the client',
    async (target) => {
      const init = { path: '/op/events/chosen', query: '&as=application/jsonl', accept: 'text/html' }
      const exchange = await scripted(target, target.newRun(), [{ event: 'any', data: 1 }], init)
      const head = await exchange.head()
      assert.equal(header(head, 'content-type'), 'application/jsonl')
      assert.deepEqual(varied(head), [])
      assert.deepEqual(await allMessages(exchange), [{ event: 'any', data: 1 }])
    },
  ),
  ...[...streamingTypes, 'application/json'].map((type) =>
    defineCase(
      `O2.head-${type.replace(/.*[/]/, '')}`,
      `HEAD of ${type} has the headers of the GET, and its handler does not run`,
      async (target) => {
        const run = target.newRun()
        const exchange = await scripted(target, run, [{ park: true }], { method: 'HEAD', accept: type })
        const head = await exchange.head()
        assert.equal(head.status, 200)
        assert.equal(mediaType(head), type)
        assertVary(head)
        assert.equal((await exchange.body()).length, 0)
        await target.observe(run, 'before')
        assertNever(await target.settled(run), 'handler', 'error')
      },
    ),
  ),
]

function mediaType(head: WireHead): string | undefined {
  return header(head, 'content-type')?.split(';', 1)[0]
}

function varied(head: WireHead): string[] {
  return headerLines(head, 'vary').flatMap((line) => line.toLowerCase().split(/ *, */))
}

function assertVary(head: WireHead): void {
  assert.ok(varied(head).includes('accept'), `vary is ${JSON.stringify(headerLines(head, 'vary'))}`)
}
