import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ClientDisconnectedError, DeadlineExceededError, WriterClosedError } from '../src/contract/errors.ts'
import { settled, start, stateOf } from './fake-exchange.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  expect(vi.getTimerCount(), 'L5: no timer is left').toBe(0)
  vi.useRealTimers()
})

describe('a read that waits', () => {
  test('P4 rejects at the read deadline, and the client is told 408', async () => {
    const { ctx, over, sink, errors } = await start()
    ctx.body.setReadDeadline(Date.now() + 1_000)
    expect(vi.getTimerCount()).toBe(0)
    const reading = ctx.body.text()
    expect(vi.getTimerCount()).toBe(1)
    ctx.body.setReadDeadline(Date.now() + 2_000)
    vi.advanceTimersByTime(1_999)
    expect(await stateOf(reading)).toBe('pending')
    vi.advanceTimersByTime(1)
    await expect(reading).rejects.toThrow(DeadlineExceededError)
    await over
    expect(sink.head?.status).toBe(408)
    expect(errors).toEqual([ctx.signal.reason])
    expect(errors).toMatchObject([{ direction: 'read' }])
  })

  test('P4 does not count the time between reads', async () => {
    const { ctx, source, finish, over } = await start()
    ctx.body.setReadDeadline(Date.now() + 1_000)
    source.arrive('a')
    const chunks = ctx.body[Symbol.asyncIterator]()
    await chunks.next()
    vi.advanceTimersByTime(5_000)
    expect(vi.getTimerCount()).toBe(0)
    ctx.body.setReadDeadline(undefined)
    void chunks.next()
    expect(vi.getTimerCount()).toBe(0)
    expect(() => ctx.body.setReadDeadline(Number.NaN)).toThrow('A deadline is a point in time')
    finish()
    await over
  })

  test('rejects when the client leaves, with the reason of the signal', async () => {
    const { ctx, source, leave } = await start()
    const reading = ctx.body.text()
    leave()
    await expect(reading).rejects.toBe(ctx.signal.reason)
    expect(source.reads).toBe(1)
  })

  test('rejects when the body breaks off, which is the client leaving', async () => {
    const { ctx, source, sink, errors, over } = await start()
    const reading = ctx.body.text()
    const cause = new Error('aborted')
    source.break(cause)
    await expect(reading).rejects.toThrow(ClientDisconnectedError)
    await over
    expect(ctx.signal.reason).toMatchObject({ cause })
    await expect(reading).rejects.toBe(ctx.signal.reason)
    expect(sink.outcome).toBe('release')
    expect(errors).toEqual([])
  })

  test('rejects when the response has ended, and cannot be tried again', async () => {
    const { ctx, finish, over } = await start()
    const chunks = ctx.body[Symbol.asyncIterator]()
    const reading = chunks.next()
    finish()
    await over
    await expect(reading).rejects.toThrow(WriterClosedError)
    await expect(chunks.next()).rejects.toThrow(WriterClosedError)
  })

  test('rejects when the stream fails', async () => {
    const { ctx, fail, over } = await start()
    const reading = ctx.body.bytes()
    const error = new Error('broken')
    fail(error)
    await expect(reading).rejects.toBe(error)
    await over
  })

  test('and that nobody awaits is not unhandled', async () => {
    const { ctx, leave } = await start()
    void ctx.body.json()
    leave()
    await settled()
  })

  test('and another one do not disturb each other, and both settle', async () => {
    const { ctx, source, leave } = await start()
    const chunks = ctx.body[Symbol.asyncIterator]()
    const reads = [chunks.next(), chunks.next(), chunks.next()]
    await settled()
    source.arrive('a')
    await settled()
    expect(source.overlaps).toBe(0)
    leave()
    expect(await Promise.all(reads.map(stateOf))).toEqual([
      'resolved',
      expect.any(ClientDisconnectedError),
      expect.any(ClientDisconnectedError),
    ])
  })
})
