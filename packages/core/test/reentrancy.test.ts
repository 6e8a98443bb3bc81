import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '../src/context/context.ts'
import { ClientDisconnectedError, DeadlineExceededError } from '../src/contract/errors.ts'
import { type FakeInit, type Running, serve, serveBody, settled, start } from './fake-exchange.ts'

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => {
  expect(vi.getTimerCount(), 'L5: no timer is left').toBe(0)
  vi.useRealTimers()
})

const error = new Error('broken')

/** The client leaves inside a call of the sink. */
function leavesDuring(method: 'open' | 'write' | 'flush' | 'end' | 'abort' | 'release'): FakeInit {
  return { prepare: (sink, exchange) => (sink.during[method] = () => exchange.listener.gone()) }
}

async function expectReleased({
  sink,
  errors,
  over,
  streams,
}: Omit<Running, 'ctx' | 'finish' | 'fail'>): Promise<void> {
  await over
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sink.outcome).toBe('release')
  expect(errors).toEqual([])
  expect(streams.size).toBe(0)
}

describe('a client that is found to be gone', () => {
  test.each(['open', 'write', 'flush'] as const)(
    'during %s is released, and what was asked for rejects',
    async (method) => {
      const running = await start(leavesDuring(method))
      const { writer } = running.ctx
      const attempts = [writer.write('x'.repeat(40_000)), writer.flush(), writer.close()]
      const results = await Promise.allSettled(attempts)
      expect(results.at(-1)).toMatchObject({
        status: 'rejected',
        reason: expect.any(ClientDisconnectedError),
      })
      running.finish()
      await expectReleased(running)
      expect(running.sink.calls.filter((call) => call === 'release')).toHaveLength(1)
    },
  )

  test('during end has missed nothing', async () => {
    const running = await start(leavesDuring('end'))
    const { signal } = running.ctx
    running.finish()
    await expectReleased(running)
    expect(signal.aborted).toBe(false)
  })

  test.each(['HEAD', 'GET'])('while %s is opened gets no end on top', async (method) => {
    const running = await start({ ...leavesDuring('open'), method })
    running.ctx.commit()
    running.finish()
    await expectReleased(running)
    expect(running.sink.calls).toEqual(['open', 'release'])
  })

  test('while a failure is answered gets no answer, and that is no failure of its own', async () => {
    const served = serve(() => {
      throw error
    }, leavesDuring('open'))
    await served.over
    await vi.advanceTimersByTimeAsync(60_000)
    expect(served.sink.calls).toEqual(['open', 'release'])
    expect(served.errors).toEqual([error])
  })

  test('by cutting it off does not hide why it was cut off', async () => {
    const { ctx, sink, over, errors } = await start(leavesDuring('abort'))
    sink.hasRoom = false
    const write = ctx.writer.write('x'.repeat(40_000))
    ctx.writer.setWriteDeadline(Date.now() + 10)
    vi.advanceTimersByTime(10)
    await expect(write).rejects.toThrow(DeadlineExceededError)
    await over
    expect(errors).toEqual([ctx.signal.reason])
    expect(sink.calls).toEqual(['open', 'write', 'abort'])
  })

  test('by releasing it is released once', async () => {
    const running = await start(leavesDuring('release'))
    running.leave()
    await expectReleased(running)
    expect(running.sink.calls).toEqual(['release'])
  })
})

describe('code of the user that runs when the stream stops', () => {
  /** Does to the stream whatever it can, at once, when its signal aborts. */
  function meddle({ ctx }: Running): Promise<void>[] {
    const attempts: Promise<void>[] = []
    ctx.signal.addEventListener('abort', () => {
      attempts.push(ctx.writer.write('x'.repeat(40_000)), ctx.writer.flush(), ctx.writer.close())
      ctx.writer.abort(new Error('meddling'))
      ctx.commit()
      ctx.writer.setWriteDeadline(Date.now() - 1)
    })
    return attempts
  }

  test.each([
    ['leaves', 'before', (running: Running) => running.leave(), 'release'],
    ['leaves', 'after', (running: Running) => running.leave(), 'release'],
    ['fails', 'before', (running: Running) => running.fail(error), 'end'],
    ['fails', 'after', (running: Running) => running.fail(error), 'abort'],
  ] as const)('changes nothing when it %s %s the head', async (_how, when, stop, outcome) => {
    const running = await start()
    const { ctx, sink, over, errors } = running
    if (when === 'after') await ctx.writer.write('a')
    const attempts = meddle(running)
    stop(running)
    await over
    await settled()
    expect(sink.outcome).toBe(outcome)
    expect(sink.text).not.toContain('x'.repeat(100))
    if (outcome === 'end') expect(sink.head?.status).toBe(500)
    for (const attempt of attempts) await expect(attempt).rejects.toBe(ctx.signal.reason)
    expect(errors).toEqual(outcome === 'release' ? [] : [error])
    running.finish()
  })

  test('may be the finally of a generator', async () => {
    const late: Promise<void>[] = []
    const body = async function* ({ writer }: Context): AsyncGenerator<string> {
      try {
        for (;;) yield 'a'.repeat(32_768)
      } finally {
        late.push(writer.write('bye'), writer.flush(), writer.close())
      }
    }
    const { sink, over, leave } = serveBody(body, { prepare: (fake) => (fake.hasRoom = false) })
    await settled()
    leave()
    await over
    await settled()
    expect(late).toHaveLength(3)
    for (const attempt of late) await expect(attempt).rejects.toThrow(ClientDisconnectedError)
    expect(sink.calls).toEqual(['open', 'write', 'release'])
  })

  test('may make room, or drain', async () => {
    const running = await start()
    running.sink.hasRoom = false
    const write = running.ctx.writer.write('x'.repeat(40_000))
    running.ctx.signal.addEventListener('abort', () => {
      running.room()
      void running.streams.drain({ timeout: 0 })
    })
    running.leave()
    await expect(write).rejects.toThrow(ClientDisconnectedError)
    await running.over
  })
})
