import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { callAll } from './fake-sink.ts'
import { settled, start, stateOf } from './fake-exchange.ts'

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => {
  expect(vi.getTimerCount(), 'L5: no timer is left').toBe(0)
  vi.useRealTimers()
})

const error = new Error('broken')

describe('E2 a failure after the head', () => {
  test('is no clean end; what was written before still goes out first', async () => {
    const { ctx, sink, over, fail, errors } = await start()
    void ctx.writer.write('before')
    fail(error)
    await over
    expect(sink.calls).toEqual(['open', 'write', 'flush', 'abort'])
    expect(sink.text).toBe('before')
    expect(sink.abortReason).toBe(error)
    expect(ctx.signal.reason).toBe(error)
    expect(errors).toEqual([error])
  })

  test('waits for a slow client, but not for long, whatever deadline is set', async () => {
    const { ctx, sink, over, fail, errors } = await start()
    sink.hasRoom = false
    void ctx.writer.write('x'.repeat(32_768))
    void ctx.writer.write('y')
    fail(error)
    await settled()
    ctx.writer.setWriteDeadline(undefined)
    ctx.writer.setWriteDeadline(Date.now() + 3_600_000)
    vi.advanceTimersByTime(4_999)
    expect(await stateOf(over)).toBe('pending')
    vi.advanceTimersByTime(1)
    await over
    expect(sink.outcome).toBe('abort')
    expect(errors).toEqual([error])
  })

  test('and a client that leaves meanwhile end the stream once', async () => {
    const { ctx, sink, over, fail, leave, errors } = await start()
    sink.holdFlush = true
    await ctx.writer.write('a')
    fail(error)
    await settled()
    callAll(sink.flushes)
    leave()
    await over
    await settled()
    expect(sink.outcome).toBe('release')
    expect(errors).toEqual([error])
  })

  test('cannot be turned into a clean end by those who hear of it', async () => {
    const { ctx, sink, over, fail } = await start()
    await ctx.writer.write('a')
    ctx.signal.addEventListener('abort', () => {
      void ctx.writer.write('b')
      void ctx.writer.close()
    })
    fail(error)
    await over
    expect(sink.calls).not.toContain('end')
    expect(sink.text).toBe('a')
  })

  test('of a body that closed without waiting is none either', async () => {
    const { ctx, sink, over, fail, errors } = await start({ prepare: (fake) => (fake.holdEnd = true) })
    await ctx.writer.write('a')
    void ctx.writer.close()
    fail(error)
    await over
    expect(sink.calls).toEqual(['open', 'end', 'abort'])
    expect(errors).toEqual([error])
  })

  test('of a stream that has ended is only reported', async () => {
    const { ctx, sink, over, fail, errors } = await start()
    await ctx.writer.close()
    fail(error)
    await over
    await settled()
    expect(sink.outcome).toBe('end')
    expect(errors).toEqual([error])
  })
})

test('an answer to a failure waits for a slow client, but not for long', async () => {
  const { sink, over, fail, errors } = await start({ prepare: (fake) => (fake.holdEnd = true) })
  fail(error)
  await settled()
  expect(sink.outcome).toBe('end')
  vi.advanceTimersByTime(5_000)
  await over
  expect(sink.outcome).toBe('abort')
  expect(errors).toEqual([error])
})
