import assert from 'node:assert/strict'

import { readMultipart } from '../../readers/read-multipart.ts'
import { readMessages, streamingTypes } from '../../readers/read-messages.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { eventsOf, header } from '../expectations.ts'
import { assertProblem } from '../problem-expectations.ts'
import { messages, scripted } from './scripted.ts'

const tick = { event: 'tick', data: { n: 1 } } as const
const known = { type: 'about:blank', title: 'Scripted Failure', status: 418, detail: 'As it was asked for.' }
const unknown = { type: 'about:blank', title: 'Internal Server Error', status: 500 }

/** F6: a stream that fails says so last, where its format has a place for it, and never ends cleanly. */
export const failure: readonly ConformanceCase[] = [
  ...streamingTypes.flatMap((accept) =>
    (
      [
        [418, known],
        [500, unknown],
      ] as const
    ).map(([status, problem]) =>
      defineCase(
        `F6.${accept.replace(/.*[/]/, '')}-${status}`,
        `a failure (${status}) ends a stream of events in ${accept} with an error event, not cleanly`,
        async (target) => {
          const run = target.newRun()
          const exchange = await scripted(target, run, [tick, { wait: 'go' }, { fail: status }], { accept })
          await messages(exchange, 1)
          await target.mark(run, 'go')
          assert.notEqual((await exchange.end()).kind, 'clean')
          const contentType = header(await exchange.head(), 'content-type') ?? ''
          assert.deepEqual(readMessages(contentType, exchange.soFar), [
            tick,
            { event: 'error', data: problem },
          ])
          if (accept === 'multipart/mixed') assert.ok(!readMultipart(contentType, exchange.soFar).closed)
          assert.ok(!exchange.soFar.includes('secret'), 'the cause was sent')
          const errors = eventsOf(await target.settled(run)).filter((event) => event === 'error')
          assert.equal(errors.length, 1)
        },
      ),
    ),
  ),
  defineCase('F6.generator', 'a generator that throws ends its stream the same way', async (target) => {
    const run = target.newRun()
    const steps = [tick, { wait: 'go' }, { fail: 500 }] as const
    const exchange = await scripted(target, run, steps, { path: '/op/events/yielded' })
    await messages(exchange, 1)
    await target.mark(run, 'go')
    assert.notEqual((await exchange.end()).kind, 'clean')
    assert.deepEqual(readMessages('text/event-stream', exchange.soFar), [
      tick,
      { event: 'error', data: unknown },
    ])
    await target.observe(run, 'finally')
  }),
  defineCase('F6.head-only', 'also when nothing but the head has been sent', async (target) => {
    const run = target.newRun()
    const exchange = await scripted(target, run, [{ wait: 'go' }, { fail: 418 }])
    await exchange.head()
    await target.mark(run, 'go')
    assert.notEqual((await exchange.end()).kind, 'clean')
    assert.deepEqual(readMessages('text/event-stream', exchange.soFar), [{ event: 'error', data: known }])
  }),
  defineCase('F6.items', 'items have no place for it: the end alone is not clean', async (target) => {
    const run = target.newRun()
    const steps = [{ event: 'any', data: 1 }, { wait: 'go' }, { fail: 418 }] as const
    const exchange = await scripted(target, run, steps, { path: '/op/items' })
    await messages(exchange, 1)
    await target.mark(run, 'go')
    assert.notEqual((await exchange.end()).kind, 'clean')
    assert.equal(exchange.soFar.toString(), '1\n')
  }),
  defineCase('F6.terminator', 'a stream that fails has no terminator', async (target) => {
    const run = target.newRun()
    const exchange = await scripted(target, run, [tick, { wait: 'go' }, { fail: 418 }], {
      path: '/op/events/mortal',
    })
    await messages(exchange, 1)
    await target.mark(run, 'go')
    assert.notEqual((await exchange.end()).kind, 'clean')
    assert.ok(!exchange.soFar.includes('[DONE]'))
  }),
  ...(['/op/events', '/op/events/yielded', '/op/items'] as const).map((path) =>
    defineCase(
      `F6.before-head-${path.replace(/.*[/]/, '')}`,
      `a failure of ${path} before it waits for anything is a problem`,
      async (target) => {
        const exchange = await scripted(target, target.newRun(), [{ fail: 418 }], { path })
        const { type, ...problem } = known
        await assertProblem(exchange, problem)
      },
    ),
  ),
  defineCase('F6.refused', 'a failure in `before` is a problem', async (target) => {
    const exchange = await scripted(target, target.newRun(), [tick], { query: '&before=refuse' })
    await assertProblem(exchange, { status: 403, title: 'Forbidden', detail: 'Not with that query.' })
  }),
]
