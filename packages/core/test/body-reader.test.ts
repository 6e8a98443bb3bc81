import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  BodyAlreadyReadError,
  BodyTooLargeError,
  ClientDisconnectedError,
  DeadlineExceededError,
  WriterClosedError,
} from '../src/contract/errors.ts'
import { settled, start, stateOf } from './fake-exchange.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  expect(vi.getTimerCount(), 'L5: no timer is left').toBe(0)
  vi.useRealTimers()
})

describe('R2 the request body', () => {
  test('is iterated over as it arrives, and not read ahead', async () => {
    const { ctx, source } = await start()
    expect(source.reads).toBe(0)
    const chunks = ctx.body[Symbol.asyncIterator]()
    expect(source.reads).toBe(0)
    const next = chunks.next()
    expect(await stateOf(next)).toBe('pending')
    source.arrive('a', 'b', undefined)
    await expect(next).resolves.toEqual({ done: false, value: Uint8Array.of(97) })
    expect(source.reads).toBe(1)
    await expect(chunks.next()).resolves.toEqual({ done: false, value: Uint8Array.of(98) })
    const end = { done: true, value: undefined }
    await expect(chunks.next()).resolves.toEqual(end)
    await expect(chunks.next()).resolves.toEqual(end)
    expect(source.reads).toBe(3)
  })

  test('left early, it is left unread and can be answered', async () => {
    const { ctx, source, finish, over, sink } = await start()
    source.arrive('a', 'b', 'c')
    for await (const chunk of ctx.body) {
      expect(chunk).toEqual(Uint8Array.of(97))
      break
    }
    expect(source.reads).toBe(1)
    expect(source.cancelled).toBe(false)
    finish()
    await over
    expect(sink.outcome).toBe('end')
  })

  test.each(['bytes', 'text', 'json', 'stream', 'iteration'] as const)(
    'can be read once, by %s',
    async (way) => {
      const { ctx, source } = await start()
      source.arrive(undefined)
      await ctx.body.bytes()
      const again = async (): Promise<unknown> =>
        way === 'iteration' ? ctx.body[Symbol.asyncIterator]().next() : ctx.body[way]()
      await expect(again()).rejects.toThrow(BodyAlreadyReadError)
      await expect(again()).rejects.toThrow('mount this handler before the body parser')
    },
  )

  test('cannot be read when something before us has', async () => {
    const { ctx, source } = await start()
    source.disturbed = true
    await expect(ctx.body.text()).rejects.toThrow(BodyAlreadyReadError)
  })

  test('past bodyLimit is refused with 413, and no more is read', async () => {
    const { ctx, source, fail, over, sink } = await start({ bodyLimit: 5 })
    source.arrive('abc', 'def', 'ghi')
    const chunks: Uint8Array[] = []
    const reading = (async () => {
      for await (const chunk of ctx.body) chunks.push(chunk)
    })()
    await expect(reading).rejects.toThrow(BodyTooLargeError)
    expect(chunks).toHaveLength(1)
    expect(source.reads).toBe(2)
    expect(source.cancelled).toBe(true)
    await reading.catch(fail)
    await over
    expect(sink.head?.status).toBe(413)
    expect(JSON.parse(sink.text)).toMatchObject({
      detail: 'The request body is longer than the 5 bytes allowed here.',
    })
  })

  test('of just bodyLimit is taken', async () => {
    const { ctx, source } = await start({ bodyLimit: 5, headers: { 'content-length': '5' } })
    source.arrive('abc', 'de', undefined)
    await expect(ctx.body.text()).resolves.toBe('abcde')
  })

  test('whose declared length is too much is refused unread', async () => {
    const { ctx, source } = await start({ bodyLimit: 5, headers: { 'content-length': '6' } })
    await expect(ctx.body.text()).rejects.toThrow(BodyTooLargeError)
    expect(source.reads).toBe(0)
    expect(source.cancelled).toBe(true)
  })
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
