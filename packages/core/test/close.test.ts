import { expect, test } from 'vitest'
import { WriterClosedError } from '../src/contract/errors.ts'
import { callAll } from './fake-sink.ts'
import { serveBody, settled, start, stateOf } from './fake-exchange.ts'

test('B4 the end comes after everything that was written', async () => {
  const served = serveBody(({ writer }) => {
    void writer.write('a')
    void writer.write('b')
  })
  await served.over
  expect(served.sink.text).toBe('ab')
  expect(served.sink.calls).toEqual(['open', 'end'])
  expect(served.sink.lastOnConnection).toBe(false)
})

test('B5 a body that writes nothing sends its head', async () => {
  const served = serveBody((ctx) => {
    ctx.status = 202
  })
  await served.over
  expect(served.sink.calls).toEqual(['open', 'end'])
  expect(served.sink.head).toMatchObject({ status: 202, hasBody: true })
  expect(served.sink.head?.headers).toContainEqual({ name: 'content-length', values: ['0'], mode: 'set' })
})

test('settles when all of it is handed over, and is the same every time', async () => {
  const { ctx, sink, over, finish } = await start()
  sink.holdEnd = true
  await ctx.writer.write('a')
  const closed = ctx.writer.close()
  expect(ctx.writer.close()).toBe(closed)
  expect(await stateOf(closed)).toBe('pending')
  expect(await stateOf(over)).toBe('pending')
  callAll(sink.ends)
  expect(await stateOf(closed)).toBe('resolved')
  await over
  expect(ctx.writer.close()).toBe(closed)
  finish()
  await settled()
  expect(sink.calls).toEqual(['open', 'end'])
})

test('behind a slow client the end waits for its turn', async () => {
  const { ctx, sink, room, over, finish } = await start()
  sink.hasRoom = false
  void ctx.writer.write('a'.repeat(32_768))
  void ctx.writer.write('b\ud83d')
  const closed = ctx.writer.close()
  expect(sink.calls).toEqual(['open', 'write'])
  room()
  await closed
  expect(sink.text.slice(32_768)).toBe('b\ufffd')
  finish()
  await over
  expect(sink.outcome).toBe('end')
})

test('after it nothing can be written, but the body may go on', async () => {
  const { ctx, sink, errors, over, finish } = await start()
  const { signal } = ctx
  sink.holdEnd = true
  void ctx.writer.close()
  await expect(ctx.writer.write('late')).rejects.toThrow(WriterClosedError)
  await expect(ctx.writer.flush()).rejects.toThrow(
    'The stream has ended: nothing can be written after close() or after the body returned.',
  )
  callAll(sink.ends)
  await over
  expect(signal.aborted).toBe(false)
  finish()
  await settled()
  expect(errors).toEqual([])
})

test('abort() after it changes nothing', async () => {
  const { ctx, sink, errors, over, finish } = await start()
  const closed = ctx.writer.close()
  ctx.writer.abort(new Error('too late'))
  await closed
  await over
  finish()
  expect(sink.outcome).toBe('end')
  expect(errors).toEqual([])
})

test('a client that leaves before the last bytes are taken has not broken the stream (L1)', async () => {
  const { ctx, sink, errors, over, leave, finish } = await start()
  const { signal } = ctx
  sink.holdEnd = true
  finish()
  await settled()
  leave()
  await over
  expect(signal.aborted).toBe(false)
  expect(errors).toEqual([])
})

test('what the sink says after the end is of no interest', async () => {
  const { ctx, exchange, sink, errors, over, finish } = await start()
  const { signal } = ctx
  finish()
  await over
  exchange.listener.room()
  exchange.listener.gone(new Error('ECONNRESET'))
  expect(signal.aborted).toBe(false)
  expect(sink.calls).toEqual(['open', 'end'])
  expect(errors).toEqual([])
})
