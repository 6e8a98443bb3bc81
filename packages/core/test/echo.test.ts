import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Context } from '../src/context/context.ts'
import { serveBody, settled, start } from './fake-exchange.ts'

const never = new Promise<never>(() => {})

/** Bodies that stop because their signal aborted, in the ways people write them. */
const stops: [string, (ctx: Context) => Promise<void>][] = [
  ['a write that rejects', (ctx) => ctx.until(never).then(() => ctx.writer.write('x'))],
  ['an aborted sleep', (ctx) => sleep(60_000, undefined, { signal: ctx.signal })],
  ['throwIfAborted()', (ctx) => ctx.until(never).catch(() => ctx.signal.throwIfAborted())],
  ['until()', (ctx) => ctx.until(never)],
  ['an AbortError of its own', (ctx) => whenAborted(ctx, () => new DOMException('stop', 'AbortError'))],
  [
    'an error around the reason',
    (ctx) => whenAborted(ctx, () => new Error('query', { cause: ctx.signal.reason })),
  ],
  [
    'an error around an error around the reason',
    (ctx) => whenAborted(ctx, () => new Error('a', { cause: new Error('b', { cause: ctx.signal.reason }) })),
  ],
  [
    'an error around an AbortError',
    (ctx) =>
      whenAborted(
        ctx,
        () => new TypeError('fetch failed', { cause: new DOMException('stop', 'AbortError') }),
      ),
  ],
]

function whenAborted(ctx: Context, error: () => unknown): Promise<void> {
  return new Promise((_resolve, reject) => ctx.signal.addEventListener('abort', () => reject(error())))
}

describe('L4 a body that stops because its client left has ended, not failed', () => {
  test.each(stops)('through %s', async (_name, body) => {
    const served = serveBody(body)
    await settled()
    served.leave()
    await served.over
    await settled()
    expect(served.errors).toEqual([])
  })
})

describe('E3 it has failed', () => {
  test('if it fails otherwise while it stops', async () => {
    const error = new Error('clean-up failed')
    const served = serveBody((ctx) => whenAborted(ctx, () => error))
    await settled()
    served.leave()
    await settled()
    expect(served.errors).toEqual([error])
  })

  test('if the cause of its error is another one, even in a circle', async () => {
    const error = new Error('a')
    error.cause = new Error('b', { cause: error })
    const served = serveBody((ctx) => whenAborted(ctx, () => error))
    await settled()
    served.leave()
    await settled()
    expect(served.errors).toEqual([error])
  })

  test('if it throws an AbortError though nothing was aborted', async () => {
    const { fail, over, errors, sink } = await start()
    const error = new DOMException('a fetch of its own', 'AbortError')
    fail(error)
    await over
    expect(errors).toEqual([error])
    expect(sink.head?.status).toBe(500)
  })

  test('once, when it passes on what it was aborted with', async () => {
    const { ctx, fail, over, errors } = await start()
    const error = new Error('given up')
    ctx.writer.abort(error)
    fail(ctx.signal.reason)
    await over
    await settled()
    expect(errors).toEqual([error])
  })

  test('twice, when there are two failures', async () => {
    const { ctx, fail, over, errors } = await start()
    const first = new Error('first')
    const second = new Error('second')
    await ctx.writer.write('a')
    ctx.writer.abort(first)
    fail(second)
    await over
    await settled()
    expect(errors).toEqual([first, second])
  })
})
