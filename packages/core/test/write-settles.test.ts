import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  BufferOverflowError,
  ClientDisconnectedError,
  DeadlineExceededError,
  DrainTimeoutError,
} from '../src/contract/errors.ts'
import { callAll } from './fake-sink.ts'
import { type Running, settled, start, stateOf } from './fake-exchange.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  expect(vi.getTimerCount(), 'L5: no timer is left').toBe(0)
  vi.useRealTimers()
})

/** A stream whose client takes nothing, with a write, two flushes and perhaps the end waiting for it. */
async function stuck({ closed = false } = {}): Promise<Running & { waiting: Promise<void>[] }> {
  const running = await start({ maxBufferedBytes: 100_000 })
  const { ctx, sink } = running
  sink.holdFlush = true
  sink.holdEnd = true
  const waiting = [ctx.writer.flush()]
  sink.hasRoom = false
  waiting.push(ctx.writer.write('x'.repeat(32_768)), ctx.writer.write('y'), ctx.writer.flush())
  if (closed) waiting.push(ctx.writer.close())
  expect(await Promise.all(waiting.map(stateOf))).toEqual(waiting.map(() => 'pending'))
  return { ...running, waiting }
}

async function expectAll(waiting: Promise<void>[], state: unknown): Promise<void> {
  expect(await Promise.all(waiting.map(stateOf))).toEqual(waiting.map(() => state))
}

describe.each([{ closed: false }, { closed: true }])('P2 what waits settles ($closed)', (how) => {
  test('L2 when the client leaves, all with the reason of the signal', async () => {
    const { ctx, waiting, leave, sink } = await stuck(how)
    const cause = new Error('ECONNRESET')
    const { signal } = ctx
    leave(cause)
    await expectAll(waiting, expect.any(ClientDisconnectedError))
    expect(signal.aborted, 'L1: a stream that was ended properly is not told').toBe(!how.closed)
    if (!how.closed) await expect(waiting[0]).rejects.toBe(signal.reason)
    expect(sink.outcome).toBe('release')
    if (!how.closed) await expect(ctx.writer.write('later')).rejects.toBe(signal.reason)
  })

  test('P3 at the write deadline', async () => {
    const { ctx, waiting, sink, errors, over } = await stuck(how)
    ctx.writer.setWriteDeadline(Date.now() + 1_000)
    vi.advanceTimersByTime(999)
    await expectAll(waiting, 'pending')
    vi.advanceTimersByTime(1)
    await expectAll(waiting, expect.any(DeadlineExceededError))
    await over
    expect(sink.outcome).toBe('abort')
    expect(errors).toEqual([sink.abortReason])
    expect(ctx.signal.reason).toBe(sink.abortReason)
  })

  test('when the stream is cut off by a drain', async () => {
    const { waiting, streams, sink, errors } = await stuck(how)
    const drained = streams.drain({ timeout: 500 })
    await vi.advanceTimersByTimeAsync(500)
    await expectAll(waiting, expect.any(DrainTimeoutError))
    expect(await drained).toEqual({ completed: 0, aborted: 1 })
    expect(sink.outcome).toBe('abort')
    expect(errors).toHaveLength(1)
  })

  test('when the stream fails', async () => {
    const { waiting, fail, over, sink, errors } = await stuck(how)
    const error = new Error('broken')
    fail(error)
    await settled()
    await expectAll(waiting, error)
    vi.advanceTimersByTime(5_000)
    await over
    expect(sink.outcome).toBe('abort')
    expect(errors[0]).toBe(error)
  })

  test('when the client takes it all', async () => {
    const { waiting, room, sink, finish, over } = await stuck(how)
    finish()
    room()
    callAll(sink.flushes)
    callAll(sink.ends)
    await expectAll(waiting, 'resolved')
    await settled()
    callAll(sink.ends)
    await over
  })

  test('at a clean end, even if the sink says no more about room and flushes', async () => {
    const { waiting, room, sink, finish, over, ctx } = await stuck(how)
    ctx.writer.setWriteDeadline(Date.now() + 60_000)
    room()
    sink.hasRoom = false
    if (!how.closed) waiting.push(ctx.writer.write('z'.repeat(40_000)))
    finish()
    await settled()
    callAll(sink.ends)
    await over
    await expectAll(waiting, 'resolved')
    expect(sink.outcome).toBe('end')
  })
})

test('P5 when too much waits', async () => {
  const { ctx, waiting, sink, errors, over } = await stuck()
  waiting.push(ctx.writer.write('z'.repeat(100_000)))
  await expectAll(waiting, expect.any(BufferOverflowError))
  await over
  expect(sink.outcome).toBe('abort')
  expect(errors).toEqual([ctx.signal.reason])
})

test('P3 a deadline costs no timer while nothing is blocked, and can be moved and cleared', async () => {
  const { ctx, sink, room, finish, over } = await start()
  ctx.writer.setWriteDeadline(Date.now() + 10)
  await ctx.writer.write('a')
  await ctx.writer.flush()
  expect(vi.getTimerCount()).toBe(0)
  sink.hasRoom = false
  const write = ctx.writer.write('x'.repeat(40_000))
  expect(vi.getTimerCount()).toBe(1)
  ctx.writer.setWriteDeadline(Date.now() + 1_000)
  vi.advanceTimersByTime(999)
  ctx.writer.setWriteDeadline(undefined)
  expect(vi.getTimerCount()).toBe(0)
  ctx.writer.setWriteDeadline(Date.now() + 1)
  room()
  expect(vi.getTimerCount()).toBe(0)
  await expect(write).resolves.toBeUndefined()
  expect(() => ctx.writer.setWriteDeadline(Number.NaN)).toThrow('A deadline is a point in time')
  finish()
  await over
})

test('P3 room for more does not lift the deadline of a flush that still waits', async () => {
  const { ctx, sink, room, over } = await start()
  sink.holdFlush = true
  const flush = ctx.writer.flush()
  sink.hasRoom = false
  const write = ctx.writer.write('x'.repeat(40_000))
  ctx.writer.setWriteDeadline(Date.now() + 100)
  room()
  await write
  vi.advanceTimersByTime(100)
  await expect(flush).rejects.toThrow(DeadlineExceededError)
  await over
})
