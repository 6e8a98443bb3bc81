import assert from 'node:assert/strict'

import type { WireExchange } from '../../client/wire-exchange.ts'
import { readEvents } from '../../readers/read-events.ts'
import { blankLines, readLines } from '../../readers/read-lines.ts'
import { readSequence, separators } from '../../readers/read-sequence.ts'
import type { Target } from '../../target/target.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { defineCase } from '../define-case.ts'
import { assertNever } from '../expectations.ts'
import { assertNothingLeft } from '../leftovers.ts'
import { allMessages, messages, scripted, scriptedPath } from './scripted.ts'

const tick = { event: 'tick', data: { n: 1 } } as const
const kept = '/op/events/kept-alive'
const silence = [tick, { wait: 'go' }, tick] as const

/** F4: a silence is broken, so that nobody on the way takes the connection for dead. */
export const heartbeat: readonly ConformanceCase[] = [
  defineCase('F4.comment', 'an event stream that is silent sends comments', async (target) => {
    const run = target.newRun()
    const exchange = await scripted(target, run, silence, { path: kept })
    await until(exchange, () => readEvents(exchange.soFar).comments.length >= 3)
    await target.mark(run, 'go')
    const { events, errors } = readEvents(await exchange.body())
    assert.equal(events.length, 2)
    assert.deepEqual(errors, [])
  }),
  defineCase('F4.before-first', 'also before its first event', async (target) => {
    const run = target.newRun()
    const exchange = await scripted(target, run, [{ wait: 'go' }], { path: kept })
    await until(exchange, () => readEvents(exchange.soFar).comments.length >= 1)
    await target.mark(run, 'go')
    assert.deepEqual(await allMessages(exchange), [])
  }),
  defineCase('F4.ndjson', 'NDJSON that is silent sends blank lines', async (target) => {
    const run = target.newRun()
    const exchange = await scripted(target, run, silence, { path: kept, accept: 'application/x-ndjson' })
    await until(exchange, () => blankLines(exchange.soFar) >= 2)
    await target.mark(run, 'go')
    assert.equal(readLines(await exchange.body(), 'skipped').length, 2)
  }),
  ...([kept, '/op/items/kept-alive'] as const).map((path) =>
    defineCase(
      `F4.json-seq${path === kept ? '' : '-items'}`,
      'a JSON text sequence that is silent sends separators',
      async (target) => {
        const run = target.newRun()
        const exchange = await scripted(target, run, silence, { path, accept: 'application/json-seq' })
        await until(exchange, () => separators(exchange.soFar) >= 3)
        await target.mark(run, 'go')
        assert.equal(readSequence(await exchange.body()).length, 2)
      },
    ),
  ),
  ...(['application/jsonl', 'multipart/mixed'] as const).map((accept) =>
    defineCase(
      `F4.none-${accept.replace(/.*[/]/, '')}`,
      `${accept} has nothing that readers skip`,
      async (target) => {
        const run = target.newRun()
        const exchange = await scripted(target, run, silence, { path: kept, accept })
        await messages(exchange, 1)
        const { received } = exchange
        await beats(target)
        assert.equal(exchange.received, received)
        await target.mark(run, 'go')
        assert.equal((await allMessages(exchange)).length, 2)
      },
    ),
  ),
  defineCase('F4.off', 'heartbeat: false leaves silences alone', async (target) => {
    const run = target.newRun()
    const exchange = await scripted(target, run, silence)
    await messages(exchange, 1)
    const { received } = exchange
    await beats(target)
    assert.equal(exchange.received, received)
    await target.mark(run, 'go')
    await exchange.body()
  }),
  ...(['text/event-stream', 'application/jsonl', 'multipart/mixed'] as const).map((accept) =>
    defineCase(
      `F4.event-${accept.replace(/.*[/]/, '')}`,
      `an event as heartbeat is one like others in ${accept}`,
      async (target) => {
        const run = target.newRun()
        const exchange = await scripted(target, run, silence, { path: '/op/events/pulse', accept })
        const read = await messages(exchange, 3)
        const pulse = { event: 'pulse', data: { alive: 'yes' } }
        assert.deepEqual(read.slice(1, 3), [pulse, pulse])
        await target.mark(run, 'go')
        assert.deepEqual((await allMessages(exchange)).at(-1), tick)
      },
    ),
  ),
  defineCase('F4.collected', 'a collected answer has no heartbeats', async (target) => {
    const run = target.newRun()
    const init = { path: '/op/events/pulse', accept: 'application/json' }
    const exchange = await scripted(target, run, silence, init)
    await beats(target)
    await target.mark(run, 'go')
    assert.deepEqual(await exchange.json(), [tick, tick])
  }),
  defineCase('F4.blocked', 'none is added while writes are blocked', async (target) => {
    const run = target.newRun()
    const size = target.http2 ? 16_777_216 : 67_108_864
    let comments = 0
    const exchange = await scripted(target, run, [{ flood: size }], {
      path: kept,
      // Data is one letter over and over: a colon at the start of a line is a comment.
      onBytes: (bytes) => (comments += occurrences(bytes, '\n:')),
    })
    exchange.control.pause()
    await target.observe(run, 'blocked')
    await beats(target)
    exchange.control.resume()
    await target.observe(run, 'flooded')
    await exchange.body(15_000)
    assert.ok(comments < 3, `${comments} comments were written to a client that took nothing`)
  }),
  ...(['completes', 'leaves'] as const).map((how) =>
    defineCase(
      `F4.ends-${how}`,
      `its timer is gone once the stream ${how === 'leaves' ? "'s client leaves" : 'completes'}`,
      async (target) => {
        const run = target.newRun()
        const path = scriptedPath(kept, run, how === 'leaves' ? [{ park: true }] : [tick])
        await assertNothingLeft(target, path, 30, async (exchange) => {
          await exchange.head()
          if (how === 'leaves') exchange.control.leave('reset')
          else await exchange.end()
        })
        assertNever(await target.settled(run), 'error')
      },
      how === 'leaves'
        ? {
            requires: {
              capabilities: ['disconnect'],
              reason: 'a client that leaves is noticed only when it is written to',
            },
          }
        : {},
    ),
  ),
]

/** Waits until what has come of the body is enough. */
async function until(exchange: WireExchange, enough: () => boolean): Promise<void> {
  while (!enough()) await exchange.bytes(exchange.received + 1)
}

/** Shows that time enough for several heartbeats has passed: another stream has had them. */
async function beats(target: Target): Promise<void> {
  const exchange = await scripted(target, target.newRun(), [{ park: true }], { path: kept })
  await until(exchange, () => readEvents(exchange.soFar).comments.length >= 4)
  exchange.control.leave('reset')
}

function occurrences(bytes: Buffer, text: string): number {
  return bytes.toString('latin1').split(text).length - 1
}
