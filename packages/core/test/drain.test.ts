import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DrainTimeoutError, InvalidArgumentError } from '../src/contract/errors.ts'
import { drain, processStreams, StreamRegistry } from '../src/lifecycle/stream-registry.ts'
import { serve, settled, start } from './fake-exchange.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  expect(vi.getTimerCount(), 'L5: no timer is left').toBe(0)
  vi.useRealTimers()
})

describe('S1 drain()', () => {
  test('has nothing to wait for when nothing runs', async () => {
    const streams = new StreamRegistry()
    expect(streams.draining).toBe(false)
    await expect(streams.drain()).resolves.toEqual({ completed: 0, aborted: 0 })
    expect(streams.draining).toBe(true)
  })

  test('refuses new streams with 503 and Retry-After, and says that the connection closes', async () => {
    const streams = new StreamRegistry()
    void streams.drain({ retryAfter: 6.2 })
    const served = serve(() => expect.unreachable(), { streams })
    await served.over
    expect(served.sink.text).toBe(
      '{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"The server is shutting down; try again."}',
    )
    const headers = served.sink.head?.headers.map(({ name, values }) => `${name}: ${values.join()}`)
    expect(headers).toEqual(expect.arrayContaining(['retry-after: 7', 'connection: close']))
    expect(served.sink.lastOnConnection).toBe(true)
    expect(served.errors, 'a refusal is no failure').toEqual([])
    expect(streams.size).toBe(0)
  })

  test('tells running streams, which end by themselves', async () => {
    const streams = new StreamRegistry()
    const asked = await start({ streams })
    const askedLater = await start({ streams })
    asked.ctx.draining.addEventListener('abort', asked.finish)
    expect(streams.size).toBe(2)
    const drained = streams.drain({ timeout: 1_000 })
    expect(asked.ctx.draining.aborted).toBe(true)
    expect(askedLater.ctx.draining.aborted).toBe(true)
    expect(asked.ctx.signal.aborted).toBe(false)
    await asked.over
    expect(asked.sink.lastOnConnection).toBe(true)
    vi.advanceTimersByTime(999)
    askedLater.finish()
    await expect(drained).resolves.toEqual({ completed: 2, aborted: 0 })
    expect([...asked.errors, ...askedLater.errors]).toEqual([])
  })

  test('closes the connection even of a stream that ends while it is being told', async () => {
    const { ctx, streams, sink, finish, over } = await start()
    ctx.draining.addEventListener('abort', () => void ctx.writer.close())
    void streams.drain()
    finish()
    await over
    expect(sink.lastOnConnection).toBe(true)
  })

  test('cuts off what is left at the timeout', async () => {
    const streams = new StreamRegistry()
    const streaming = await start({ streams })
    await streaming.ctx.writer.write('a')
    const silent = await start({ streams })
    const deciding = serve(() => new Promise(() => {}), { streams })
    const polite = await start({ streams })
    const drained = streams.drain({ timeout: 500 })
    polite.finish()
    await vi.advanceTimersByTimeAsync(500)
    await expect(drained).resolves.toEqual({ completed: 1, aborted: 3 })
    await Promise.all([streaming.over, silent.over, deciding.over])
    expect(streaming.sink.outcome).toBe('abort')
    expect(silent.sink.head?.status).toBe(503)
    expect(deciding.sink.head?.status).toBe(503)
    for (const { errors } of [streaming, silent, deciding]) {
      expect(errors).toEqual([expect.any(DrainTimeoutError)])
    }
    expect(streaming.errors).toMatchObject([
      {
        message:
          'The stream was still running 500 ms after the drain began: end it when ctx.draining aborts.',
      },
    ])
    expect(streams.size).toBe(0)
  })

  test('does not wait for a failed stream whose client is slow', async () => {
    const { ctx, sink, streams, fail, over, errors } = await start()
    const error = new Error('broken')
    sink.holdFlush = true
    await ctx.writer.write('a')
    fail(error)
    await settled()
    void streams.drain({ timeout: 0 })
    await vi.advanceTimersByTimeAsync(0)
    await over
    expect(sink.outcome).toBe('abort')
    expect(errors).toEqual([error])
  })

  test('happens once: asked again, it gives the same promise and keeps its terms', async () => {
    const streams = new StreamRegistry()
    const { finish } = await start({ streams })
    const drained = streams.drain({ retryAfter: 1 })
    expect(streams.drain({ timeout: 0, retryAfter: 9 })).toBe(drained)
    expect(streams.retryAfter).toBe(1)
    finish()
    await drained
    expect(streams.drain()).toBe(drained)
  })

  test.each([-1, Number.NaN, Infinity, '5' as unknown as number, 2 ** 31])(
    'takes no timeout of %s',
    (value) => {
      const streams = new StreamRegistry()
      expect(() => streams.drain({ timeout: value })).toThrow(InvalidArgumentError)
      expect(() => streams.drain({ retryAfter: value })).toThrow(`not ${value}.`)
      expect(streams.draining).toBe(false)
    },
  )
})

test('a stream that runs elsewhere is not drained', async () => {
  const { ctx, finish, over } = await start()
  await new StreamRegistry().drain({ timeout: 0 })
  expect(ctx.draining.aborted).toBe(false)
  finish()
  await over
})

test('without a registry of its own a stream counts in the one of the process', async () => {
  const { finish, over } = await start({ streams: processStreams })
  expect(processStreams.size).toBe(1)
  const drained = drain()
  expect(processStreams.draining).toBe(true)
  finish()
  await over
  await expect(drained).resolves.toEqual({ completed: 1, aborted: 0 })
})
