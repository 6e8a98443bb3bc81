import { expect, test } from 'vitest'
import { ClientDisconnectedError, HttpError } from '../src/contract/errors.ts'
import { stream } from '../src/response/stream.ts'
import { serve, serveBody, settled, start } from './fake-exchange.ts'

test('L1 the signal aborts once, with the reason and its cause', async () => {
  const { ctx, leave, over, finish, errors } = await start()
  let aborts = 0
  ctx.signal.addEventListener('abort', () => aborts++)
  const cause = new Error('ECONNRESET')
  leave(cause)
  leave(new Error('again'))
  await over
  expect(aborts).toBe(1)
  expect(ctx.signal.reason).toBeInstanceOf(ClientDisconnectedError)
  expect(ctx.signal.reason).toMatchObject({ message: 'The client has left.', cause })
  finish()
  await settled()
  expect(errors).toEqual([])
})

test('L1 a signal asked for only after the client left has aborted already', async () => {
  const { ctx, leave } = await start()
  leave()
  expect(ctx.signal.reason).toBeInstanceOf(ClientDisconnectedError)
  expect('cause' in ctx.signal.reason).toBe(false)
})

test('L1 it never aborts after a clean end, whoever looks when', async () => {
  const { ctx, leave, finish, over, streams } = await start()
  const { signal } = ctx
  finish()
  await over
  leave()
  await streams.drain({ timeout: 0 })
  expect(signal.aborted).toBe(false)
  const later = serveBody(() => {})
  await later.over
  later.leave()
  expect(later.errors).toEqual([])
})

test('L1 the request body ending does not abort it', async () => {
  const { ctx, source, finish, over } = await start()
  const { signal } = ctx
  source.arrive('all', undefined)
  await expect(ctx.body.text()).resolves.toBe('all')
  expect(signal.aborted).toBe(false)
  finish()
  await over
})

test('L2 later writes reject at once with the reason, and never throw', async () => {
  const { ctx, sink, leave, over } = await start()
  await ctx.writer.write('a')
  leave()
  await over
  for (const attempt of [
    ctx.writer.write('b'),
    ctx.writer.write(''),
    ctx.writer.flush(),
    ctx.writer.close(),
  ]) {
    await expect(attempt).rejects.toBe(ctx.signal.reason)
  }
  expect(() => ctx.commit()).not.toThrow()
  expect(sink.outcome).toBe('release')
})

test('L2 rejections that nobody awaits are not unhandled', async () => {
  const { ctx, sink, leave, over } = await start()
  sink.hasRoom = false
  sink.holdFlush = true
  void ctx.writer.write('a'.repeat(40_000))
  void ctx.writer.flush()
  leave()
  void ctx.writer.write('b')
  void ctx.until(Promise.reject(new Error('nobody cares')))
  await over
  await settled()
})

test('a client that leaves while the handler decides is never answered', async () => {
  let proceed!: () => void
  let reason: unknown
  const served = serve(async (ctx) => {
    await new Promise<void>((resolve) => (proceed = resolve))
    reason = ctx.signal.reason
    return stream(() => expect.unreachable())
  })
  await settled()
  served.leave()
  await served.over
  proceed()
  await settled()
  expect(reason).toBeInstanceOf(ClientDisconnectedError)
  expect(served.sink.calls).toEqual(['release'])
  expect(served.errors).toEqual([])
})

test('a client that left before the handler ran is not served', async () => {
  const served = serve(() => expect.unreachable(), {
    prepare: (_sink, exchange) => (exchange.listen = (listener) => listener.gone()),
  })
  await served.over
  expect(served.sink.calls).toEqual(['release'])
  expect(served.streams.size).toBe(0)
})

test('a failure of the handler after the client left is reported, but answers nobody', async () => {
  let fail!: (error: unknown) => void
  const served = serve(() => new Promise((_resolve, reject) => (fail = reject)))
  await settled()
  served.leave()
  const error = new HttpError(404, 'Not Found')
  fail(error)
  await settled()
  expect(served.errors).toEqual([error])
  expect(served.sink.calls).toEqual(['release'])
})

test('what has left counts no longer as running', async () => {
  const { streams, leave } = await start()
  expect(streams.size).toBe(1)
  leave()
  expect(streams.size).toBe(0)
})
