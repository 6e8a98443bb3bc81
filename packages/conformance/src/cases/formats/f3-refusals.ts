import assert from 'node:assert/strict'

import type { EventStep } from '../../routes/operations/event-step.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { assertNever, codeOf } from '../expectations.ts'
import { allMessages, scripted } from './scripted.ts'

const good = { event: 'tick', data: { n: 1 } } as const

/** Events that cannot be sent, one by one. */
const refused: readonly (readonly [name: string, what: string, step: EventStep])[] = [
  ['name-lf', 'a line feed in a name', { event: 'tick\ndata: {}', data: 1 }],
  ['name-unknown', 'a name that the stream does not have', { event: 'tock', data: 1 }],
  ['name-error', 'the name of the last event of a stream that fails', { event: 'error', data: 1 }],
  ['name-inherited', 'a name that every object has', { event: 'constructor', data: 1 }],
  ['id-lf', 'a line feed in an id', { event: 'any', data: 1, id: '1\nevent: evil' }],
  ['id-cr', 'a carriage return in an id', { event: 'any', data: 1, id: '1\r' }],
  ['id-nul', 'NUL in an id', { event: 'any', data: 1, id: '\0' }],
  [
    'id-control',
    'a control character in an id, which no header brings back',
    { event: 'any', data: 1, id: '\u001b' },
  ],
  ['id-surrogate', 'half of a surrogate pair in an id', { event: 'any', data: 1, id: '\ud83c' }],
  ['retry-negative', 'a negative retry', { event: 'any', data: 1, retry: -1 }],
  ['retry-fraction', 'a fractional retry', { event: 'any', data: 1, retry: 0.5 }],
  ['retry-alone', 'a negative retry on its own', { retry: -1 }],
  ['data-schema', 'data that does not match its schema', { event: 'tick', data: { n: 'one' } }],
  ['data-undefined', 'no data', { event: 'any' }],
  ['data-bigint', 'data with a bigint', { event: 'any', unsendable: 'bigint' }],
  ['data-circle', 'data with a circle', { event: 'any', unsendable: 'circle' }],
  ['data-function', 'data that is a function', { event: 'any', unsendable: 'function' }],
]

/** F3: what cannot be sent is refused before a byte of it is written, and the stream goes on. */
export const refusals: readonly ConformanceCase[] = [
  ...refused.flatMap(([name, what, step]) =>
    (['text/event-stream', 'application/jsonl', 'application/json'] as const).map((accept) =>
      defineCase(
        `F3.${name}${accept === 'text/event-stream' ? '' : accept.replace(/.*[/]/, '-')}`,
        `${what} is refused in ${accept}, and the stream goes on`,
        async (target) => {
          const run = target.newRun()
          const exchange = await scripted(target, run, [good, step, good], { accept })
          const plain = await scripted(target, target.newRun(), [good, good], { accept })
          assert.equal((await exchange.body()).toString(), (await plain.body()).toString())
          assert.equal(codeOf(await target.observe(run, 'refused')), 'INVALID_EVENT')
          assertNever(await target.settled(run), 'error')
        },
      ),
    ),
  ),
  ...(['/op/events', '/op/items'] as const).map((path) =>
    defineCase(
      `F3.unheard${path === '/op/items' ? '-items' : ''}`,
      'one that nobody awaits reaches onError once, and the stream goes on',
      async (target) => {
        const run = target.newRun()
        const bad = { event: 'any', unsendable: 'bigint', unawaited: true } as const
        const exchange = await scripted(target, run, [good, bad, { wait: 'go' }, good], { path })
        assert.equal(codeOf(await target.observe(run, 'error')), 'INVALID_EVENT')
        await target.mark(run, 'go')
        assert.equal((await allMessages(exchange)).length, 2)
        const errors = (await target.settled(run)).filter(({ event }) => event === 'error')
        assert.equal(errors.length, 1)
      },
    ),
  ),
  defineCase('F3.generator', 'a generator gets it at its yield, and may go on', async (target) => {
    const run = target.newRun()
    const steps: EventStep[] = [
      good,
      { event: 'tick', data: {} },
      good,
      { event: 'any', data: 1, id: '\n' },
      good,
    ]
    const exchange = await scripted(target, run, steps, { path: '/op/events/yielded' })
    assert.equal((await allMessages(exchange)).length, 3)
    const seen = await target.settled(run)
    assert.equal(seen.filter(({ event }) => event === 'refused').length, 2)
    assertNever(seen, 'error')
  }),
  defineCase('F3.items', 'an item that cannot be sent is refused, and the stream goes on', async (target) => {
    const run = target.newRun()
    const steps: EventStep[] = [
      { event: 'any', data: 1 },
      { event: 'any', unsendable: 'circle' },
      { event: 'any', data: 2 },
    ]
    const exchange = await scripted(target, run, steps, { path: '/op/items' })
    assert.deepEqual(await allMessages(exchange), [1, 2])
    assert.equal(codeOf(await target.observe(run, 'refused')), 'INVALID_EVENT')
  }),
]
