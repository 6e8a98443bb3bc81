import assert from 'node:assert/strict'

import type { Observation } from '../../routes/observation-log.ts'
import type { Target } from '../../target/target.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { eventsOf } from '../expectations.ts'
import { messages, scripted } from '../formats/scripted.ts'

interface Figures {
  readonly name: string
  readonly status?: number
  readonly bytes: number
  readonly events: number
  readonly duration: number
  readonly outcome?: string
  readonly error?: { readonly code: string | null; readonly message: string }
}

const ticks = [{ event: 'tick', data: { n: 1 }, times: 3 }] as const
const needsDisconnect = {
  capabilities: ['disconnect'] as const,
  reason: 'a client that leaves is noticed only when it is written to',
}

/** O6: an observer hears of each stream: opened, head settled, over; the end exactly once. */
export const observer: readonly ConformanceCase[] = [
  defineCase(
    'O6.completed',
    'a stream that completes is opened, committed and ended, with figures',
    async (target) => {
      const run = target.newRun()
      const exchange = await scripted(target, run, ticks)
      await exchange.body()
      const [open, commit, end] = await heard(target, run, ['open', 'commit', 'end'])
      assert.equal(open?.status, undefined)
      assert.equal(commit?.status, 200)
      assert.equal(commit?.bytes, 0)
      assertFigures(end, {
        name: 'events',
        outcome: 'completed',
        status: 200,
        events: 3,
        bytes: exchange.received,
      })
      assert.ok((end?.duration ?? -1) >= (commit?.duration ?? 0), 'the duration grows')
    },
  ),
  defineCase(
    'O6.refused',
    'a request that is refused has failed, with the status that was sent',
    async (target) => {
      const run = target.newRun()
      const exchange = await target.request(`/op/order?limit=x&run=${run}`)
      await exchange.body()
      const [, , end] = await heard(target, run, ['open', 'commit', 'end'])
      assertFigures(end, {
        name: 'order',
        outcome: 'failed',
        status: 422,
        events: 0,
        bytes: exchange.received,
      })
      assert.equal(end?.error?.code, 'INVALID_INPUT')
    },
  ),
  defineCase(
    'O6.failed',
    'a stream that fails after its head has failed, with the error itself',
    async (target) => {
      const run = target.newRun()
      const exchange = await scripted(target, run, [...ticks, { fail: 500 }])
      await exchange.end()
      const [, , end] = await heard(target, run, ['open', 'commit', 'end'])
      assertFigures(end, {
        name: 'events',
        outcome: 'failed',
        status: 200,
        events: 3,
        bytes: exchange.received,
      })
      assert.equal(end?.error?.message, 'secret-cause')
    },
  ),
  defineCase(
    'O6.disconnected',
    'a stream whose client leaves is disconnected',
    async (target) => {
      const run = target.newRun()
      const exchange = await scripted(target, run, [...ticks, { park: true }])
      await messages(exchange, 3)
      exchange.control.leave('reset')
      const [, , end] = await heard(target, run, ['open', 'commit', 'end'])
      assertFigures(end, {
        name: 'events',
        outcome: 'disconnected',
        status: 200,
        events: 3,
        bytes: exchange.received,
      })
    },
    { requires: needsDisconnect },
  ),
  defineCase(
    'O6.left-early',
    'a client that leaves before the head: no commit, no status',
    async (target) => {
      const run = target.newRun()
      const exchange = await scripted(target, run, [...ticks, { park: true }], { accept: 'application/json' })
      await target.observe(run, 'handler')
      exchange.control.leave('reset')
      const [, end] = await heard(target, run, ['open', 'end'])
      assertFigures(end, { name: 'events', outcome: 'disconnected', events: 3, bytes: 0 })
    },
    { requires: needsDisconnect },
  ),
  defineCase('O6.head', 'HEAD completes with no byte', async (target) => {
    const run = target.newRun()
    await (await scripted(target, run, ticks, { method: 'HEAD' })).body()
    const [, , end] = await heard(target, run, ['open', 'commit', 'end'])
    assertFigures(end, { name: 'events', outcome: 'completed', status: 200, events: 0, bytes: 0 })
  }),
  defineCase('O6.document', 'documents are observed by their path', async (target) => {
    const run = target.newRun()
    const exchange = await target.request(`/openapi.json?run=${run}`)
    await exchange.body()
    const [, , end] = await heard(target, run, ['open', 'commit', 'end'])
    assertFigures(end, {
      name: '/openapi.json',
      outcome: 'completed',
      status: 200,
      events: 0,
      bytes: exchange.received,
    })
  }),
  defineCase('O6.throws', 'an observer that throws harms nothing', async (target) => {
    const run = target.newRun()
    const exchange = await scripted(target, run, ticks, { query: '&observer=throws' })
    assert.equal((await messages(exchange, 3)).length, 3)
    await exchange.body()
    await heard(target, run, ['open', 'commit', 'end'])
    assert.ok(!eventsOf(await target.settled(run)).includes('error'))
  }),
]

/** What the observer was told, once it has heard of the end: exactly these, in this order. */
async function heard(target: Target, run: string, expected: readonly string[]): Promise<readonly Figures[]> {
  await target.observe(run, 'observed-end')
  const observed = (await target.settled(run)).filter(({ event }) => event.startsWith('observed-'))
  assert.deepEqual(
    eventsOf(observed),
    expected.map((name) => `observed-${name}`),
  )
  return observed.map(({ detail }: Observation) => detail as Figures)
}

function assertFigures(figures: Figures | undefined, expected: Omit<Figures, 'duration' | 'error'>): void {
  assert.ok(figures)
  const { duration, error, ...rest } = figures
  assert.deepEqual(rest, expected)
}
