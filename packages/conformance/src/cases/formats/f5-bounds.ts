import assert from 'node:assert/strict'

import { readEvents } from '../../readers/read-events.ts'
import { readMultipart } from '../../readers/read-multipart.ts'
import { readMessages, streamingTypes } from '../../readers/read-messages.ts'
import type { Observation } from '../../routes/observation-log.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { assertNever, codeOf, header } from '../expectations.ts'
import { messages, scripted } from './scripted.ts'

const tick = { event: 'tick', data: { n: 1 } } as const
const mortal = '/op/events/mortal'

/** The life of a mortal stream, and the largest share of it that is taken off, in milliseconds. */
const lifetime = { most: 600, least: 300 }

/** F5: a stream is bounded: each write by a timeout, the whole by a lifetime, and by the server's. */
export const bounds: readonly ConformanceCase[] = [
  defineCase(
    'F5.write-timeout',
    'a stream whose client takes nothing fails at the write timeout',
    async (target) => {
      const run = target.newRun()
      const exchange = await scripted(target, run, [{ flood: 268_435_456 }], {
        path: '/op/events/impatient',
        onBytes: () => undefined,
      })
      exchange.control.pause()
      assert.equal(codeOf(await target.observe(run, 'send-rejected')), 'DEADLINE_EXCEEDED')
      assert.equal(codeOf(await target.observe(run, 'aborted')), 'DEADLINE_EXCEEDED')
      assert.equal(codeOf(await target.observe(run, 'error')), 'DEADLINE_EXCEEDED')
      exchange.control.resume()
      assert.notEqual((await exchange.end()).kind, 'clean')
    },
  ),
  defineCase('F5.silent', 'a write timeout does not end a stream that is merely silent', async (target) => {
    const run = target.newRun()
    const exchange = await scripted(target, run, [tick, { wait: 'go' }, tick], {
      path: '/op/events/impatient',
    })
    await messages(exchange, 1)
    // Another stream is blocked under the same timeout later, and fails.
    const other = target.newRun()
    const later = await scripted(target, other, [{ flood: 268_435_456 }], {
      path: '/op/events/impatient',
      onBytes: () => undefined,
    })
    later.control.pause()
    await target.observe(other, 'send-rejected')
    await target.mark(run, 'go')
    assert.equal(readEvents(await exchange.body()).events.length, 2)
    assertNever(await target.settled(run), 'error', 'aborted')
  }),
  ...streamingTypes.map((accept) =>
    defineCase(
      `F5.lifetime-${accept.replace(/.*[/]/, '')}`,
      `at its maximum lifetime a stream in ${accept} ends properly, without the terminator`,
      async (target) => {
        const run = target.newRun()
        const exchange = await scripted(target, run, [tick, { park: true }], { path: mortal, accept })
        const contentType = header(await exchange.head(), 'content-type') ?? ''
        const body = await exchange.body()
        assert.deepEqual(await messages(exchange, 1), [tick])
        if (accept === 'multipart/mixed') assert.ok(readMultipart(contentType, body).closed)
        assert.equal(codeOf(await target.observe(run, 'aborted')), 'STREAM_ENDED')
        const end = await target.observe(run, 'observed-end')
        assert.equal((end.detail as { outcome: unknown }).outcome, 'completed')
        assertNever(await target.settled(run), 'error')
      },
    ),
  ),
  defineCase(
    'F5.lifetime-items',
    'a stream of items ends properly at its maximum lifetime',
    async (target) => {
      const run = target.newRun()
      const steps = [{ event: 'any', data: 1 }, { park: true }] as const
      const exchange = await scripted(target, run, steps, { path: '/op/items/mortal' })
      assert.equal((await exchange.body()).toString(), '1\n')
      assert.equal(codeOf(await target.observe(run, 'aborted')), 'STREAM_ENDED')
      assertNever(await target.settled(run), 'error')
    },
  ),
  defineCase(
    'F5.lifetime-collected',
    'a collected answer is what there is at its maximum lifetime',
    async (target) => {
      const run = target.newRun()
      const init = { path: mortal, accept: 'application/json' }
      const exchange = await scripted(target, run, [tick, { park: true }], init)
      assert.deepEqual(await exchange.json(), [tick])
      assertNever(await target.settled(run), 'error')
    },
  ),
  defineCase(
    'F5.lifetime-jitter',
    'lifetimes differ, so that not all clients come back at once',
    async (target) => {
      const lives = await Promise.all(
        Array.from({ length: 8 }, async () => {
          const run = target.newRun()
          const exchange = await scripted(target, run, [{ park: true }], { path: mortal })
          await exchange.body()
          await target.observe(run, 'aborted')
          return lifeOf(await target.settled(run))
        }),
      )
      const [shortest = 0] = lives.toSorted((a, b) => a - b)
      assert.ok(shortest >= lifetime.least - 5, `one ended after only ${shortest} ms`)
      // That all eight live that long by chance is one in 390,625.
      assert.ok(shortest < lifetime.most * 0.9, `all lived for ${shortest} ms or longer`)
    },
  ),
  ...(['text/event-stream', 'application/json'] as const).map((accept) =>
    defineCase(
      `F5.drain-${accept.replace(/.*[/]/, '')}`,
      `a stream (${accept}) with endOnDrain ends properly when the server drains; then close() completes`,
      async (target) => {
        const { target: own, close } = await target.own()
        const run = own.newRun()
        const steps = [tick, { park: true }] as const
        const exchange = await scripted(own, run, steps, { path: '/op/events/drained', accept })
        await own.observe(run, 'handler')
        await own.drain(run, { timeout: 5_000, retryAfter: 1 })
        const body = await exchange.body()
        const events: unknown =
          accept === 'application/json' ? JSON.parse(body.toString()) : readMessages(accept, body)
        assert.deepEqual(events, [tick])
        assert.equal(codeOf(await own.observe(run, 'aborted')), 'STREAM_ENDED')
        assert.deepEqual((await own.observe(run, 'drained')).detail, { completed: 1, aborted: 0 })
        assertNever(await own.settled(run), 'error')
        await close()
      },
      {
        requires: {
          ownServer: true,
          reason: 'shuts the server down, so it needs one that the suite has started',
        },
      },
    ),
  ),
]

/** Milliseconds between the start of a handler and its signal. */
function lifeOf(observations: readonly Observation[]): number {
  const at = (name: string): number => observations.find(({ event }) => event === name)?.at ?? Number.NaN
  return at('aborted') - at('handler')
}
