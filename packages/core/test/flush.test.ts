import { expect, test } from 'vitest'
import { callAll } from './fake-sink.ts'
import { serveBody, start, stateOf } from './fake-exchange.ts'

test('H1 a flush of nothing sends the head', async () => {
  const { ctx, sink } = await start()
  await ctx.writer.flush()
  expect(sink.calls).toEqual(['open', 'flush'])
  expect(ctx.headersSent).toBe(true)
})

test('B3 a flush is asked for after everything before it, and before anything after it', async () => {
  const { ctx, sink } = await start()
  void ctx.writer.write('a')
  void ctx.writer.flush()
  void ctx.writer.write('b')
  void ctx.writer.flush()
  expect(sink.calls).toEqual(['open', 'write', 'flush', 'write', 'flush'])
})

test('B3 it settles when the sink has handed everything over', async () => {
  const { ctx, sink } = await start()
  sink.holdFlush = true
  void ctx.writer.write('a')
  const first = ctx.writer.flush()
  void ctx.writer.write('b')
  const second = ctx.writer.flush()
  expect(await stateOf(first)).toBe('pending')
  sink.flushes[0]?.()
  expect(await Promise.all([stateOf(first), stateOf(second)])).toEqual(['resolved', 'pending'])
  sink.flushes[1]?.()
  expect(await stateOf(second)).toBe('resolved')
})

test('behind a slow client it waits for its turn, together with all that were asked for', async () => {
  const { ctx, sink, room } = await start()
  sink.holdFlush = true
  sink.hasRoom = false
  void ctx.writer.write('a'.repeat(32_768))
  void ctx.writer.write('b')
  const first = ctx.writer.flush()
  void ctx.writer.write('c')
  const second = ctx.writer.flush()
  expect(sink.calls).toEqual(['open', 'write'])
  room()
  expect(sink.text.slice(32_768)).toBe('bc')
  expect(sink.calls).toEqual(['open', 'write', 'write', 'flush'])
  expect(await stateOf(first)).toBe('pending')
  callAll(sink.flushes)
  expect(await Promise.all([stateOf(first), stateOf(second)])).toEqual(['resolved', 'resolved'])
})

test('one that has settled says nothing of what is written after it', async () => {
  const { ctx, sink, room } = await start()
  sink.hasRoom = false
  void ctx.writer.write('a'.repeat(32_768))
  await ctx.writer.flush()
  void ctx.writer.write('b')
  const flush = ctx.writer.flush()
  expect(await stateOf(flush)).toBe('pending')
  room()
  expect(await stateOf(flush)).toBe('resolved')
  expect(sink.text.endsWith('b')).toBe(true)
})

test('half a surrogate pair does not hold a flush up', async () => {
  const { ctx, sink } = await start()
  void ctx.writer.write('a\ud83d')
  await ctx.writer.flush()
  expect(sink.text).toBe('a')
})

test('a sink may call back at once', async () => {
  const { ctx, sink, errors, finish, over } = await start()
  sink.holdFlush = true
  sink.during.flush = () => queueMicrotask(() => callAll(sink.flushes))
  await ctx.writer.write('a')
  await ctx.writer.flush()
  finish()
  await over
  expect(errors).toEqual([])
})

test('a handler may flush after every write', async () => {
  const served = serveBody(async ({ writer }) => {
    for (const text of ['a', 'b', 'c']) {
      await writer.write(text)
      await writer.flush()
    }
  })
  await served.over
  expect(served.sink.calls.join(' ')).toBe('open write flush write flush write flush end')
})
