import { expect, test } from 'vitest'
import { WriterClosedError } from '../src/contract/errors.ts'
import { settled, start, stateOf } from './fake-exchange.ts'

test('until() gives what the promise gives', async () => {
  const { ctx } = await start()
  const error = new Error('no')
  await expect(ctx.until(Promise.resolve(5))).resolves.toBe(5)
  await expect(ctx.until(Promise.reject(error))).rejects.toBe(error)
})

test('it ends with the stream', async () => {
  const { ctx, leave } = await start()
  const waiting = ctx.until(new Promise(() => {}))
  expect(await stateOf(waiting)).toBe('pending')
  leave()
  await expect(waiting).rejects.toBe(ctx.signal.reason)
})

test('it ends with a stream that ends well, too', async () => {
  const { ctx, finish, over } = await start()
  const waiting = ctx.until(new Promise(() => {}))
  finish()
  await over
  await expect(waiting).rejects.toThrow(WriterClosedError)
  await expect(ctx.until(Promise.resolve(1))).rejects.toThrow(WriterClosedError)
  expect(ctx.signal.aborted).toBe(false)
})

test('a failure that comes after the stream is over is not unhandled', async () => {
  const { ctx, leave } = await start()
  let fail!: (error: unknown) => void
  void ctx.until(new Promise((_resolve, reject) => (fail = reject)))
  leave()
  fail(new Error('late'))
  void ctx.until(Promise.reject(new Error('later')))
  const ended = await start()
  ended.finish()
  await ended.over
  void ended.ctx.until(Promise.reject(new Error('after the end')))
  await settled()
})
