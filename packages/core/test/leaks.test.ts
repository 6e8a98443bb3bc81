import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '../src/context/context.ts'
import { StreamRegistry } from '../src/lifecycle/stream-registry.ts'
import type { StreamBody } from '../src/response/stream.ts'
import { type Served, serveBody, settled, start } from './fake-exchange.ts'
import { survivors } from './survivors.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
})

const never = new Promise<never>(() => {})

const bodies: [string, StreamBody][] = [
  ['writes and returns', ({ writer }) => writer.write('a')],
  ['waits for the client to leave', (ctx) => ctx.until(new Promise(() => {}))],
  [
    'waits on what will never come',
    async ({ writer }) => {
      await writer.write('a')
      await new Promise(() => {})
    },
  ],
  [
    'is a parked generator',
    async function* (ctx) {
      yield 'a'
      await ctx.until(new Promise(() => {}))
    },
  ],
  [
    'waits for room with a deadline',
    async ({ writer }) => {
      writer.setWriteDeadline(Date.now() + 3_600_000)
      for (;;) await writer.write('x'.repeat(32_768))
    },
  ],
  [
    'waits for the request with a deadline',
    async ({ body }) => {
      body.setReadDeadline(Date.now() + 3_600_000)
      await body.text()
    },
  ],
  [
    'listens to its signals',
    (ctx) => {
      ctx.signal.addEventListener('abort', () => void ctx.writer.write('late'))
      ctx.draining.addEventListener('abort', () => void ctx.writer.close())
      return new Promise(() => {})
    },
  ],
  ['waits for something that outlives it', (ctx) => ctx.until(never).catch(() => {})],
]

/** Runs many streams; returns a trace of each, and what is to be done to the last. */
async function runMany(body: StreamBody, end: (served: Served) => void): Promise<WeakRef<Context>[]> {
  const streams = new StreamRegistry()
  const traces: WeakRef<Context>[] = []
  for (let i = 0; i < 50; i++) {
    const served = serveBody(
      (ctx) => {
        traces.push(new WeakRef(ctx))
        return body(ctx)
      },
      { streams, prepare: (sink) => (sink.hasRoom = i % 2 === 0) },
    )
    await settled()
    end(served)
    await served.over
  }
  expect(streams.size).toBe(0)
  return traces
}

describe('L5 nothing is left of a stream', () => {
  test.each(bodies.slice(0, -1))('that %s, once the client has left', async (_name, body) => {
    const traces = await runMany(body, (served) => served.leave())
    expect(vi.getTimerCount()).toBe(0)
    // The last one may still be on the stack.
    expect(await survivors(traces)).toBeLessThanOrEqual(1)
  })

  test('that waits for something that outlives it but its answer', async () => {
    const traces = await runMany(bodies.at(-1)?.[1] ?? expect.unreachable(), (served) => served.leave())
    expect(await survivors(traces)).toBeLessThanOrEqual(1)
  })
})

test('L5 a long stream keeps nothing of what it has waited for', async () => {
  const { ctx, finish, over } = await start()
  const waitOften = async (): Promise<void> => {
    for (let i = 0; i < 50_000; i++) await ctx.until(Promise.resolve())
    await survivors([])
  }
  await waitOften()
  const before = process.memoryUsage().heapUsed
  await waitOften()
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(2_000_000)
  finish()
  await over
})
