import { expect, test, vi } from 'vitest'
import { callAll } from './fake-sink.ts'
import { serveBody, settled, start, stateOf } from './fake-exchange.ts'

const PIECE = 'x'.repeat(64 * 1024)

test('a busy handler with a fast client pauses for a turn after each MiB', async () => {
  const { ctx, sink } = await start({ prepare: (fake) => (fake.holdYield = true) })
  const first = ctx.writer.write(PIECE)
  for (let i = 0; i < 14; i++) expect(ctx.writer.write(PIECE)).toBe(first)
  const last = ctx.writer.write(PIECE)
  expect(sink.byteLength).toBe(1024 * 1024)
  expect(sink.yields).toHaveLength(1)
  expect(await stateOf(last)).toBe('pending')
  callAll(sink.yields)
  expect(await stateOf(last)).toBe('resolved')
  expect(ctx.writer.write(PIECE), 'a new turn has a new MiB').toBe(first)
})

test('others have their turns while it writes', async () => {
  let turns = 0
  const served = serveBody(async ({ writer }) => {
    for (let i = 0; i < 10 * 16; i++) await writer.write(PIECE)
  })
  let over = false
  void served.over.then(() => (over = true))
  while (!over) {
    turns++
    await settled()
  }
  expect(turns).toBeGreaterThanOrEqual(10)
  expect(served.sink.byteLength).toBe(10 * 1024 * 1024)
})

test('room that comes in the same turn is no pause', async () => {
  const { ctx, sink, room } = await start({ prepare: (fake) => (fake.holdYield = true) })
  for (let i = 0; i < 16; i++) {
    sink.hasRoom = false
    void ctx.writer.write(PIECE)
    if (i < 15) room()
  }
  expect(sink.yields).toHaveLength(1)
  const write = ctx.writer.write('x')
  room()
  expect(await stateOf(write)).toBe('pending')
  callAll(sink.yields)
  expect(await stateOf(write)).toBe('resolved')
})

test('many small writes are work too', async () => {
  const { ctx, sink } = await start({ prepare: (fake) => (fake.holdYield = true) })
  for (let i = 0; i < 4_096; i++) void ctx.writer.write('x')
  expect(sink.yields).toHaveLength(1)
})

test('what is written while it pauses leaves all the same', async () => {
  const { ctx, sink } = await start({ prepare: (fake) => (fake.holdYield = true) })
  void ctx.writer.write('x'.repeat(1024 * 1024))
  void ctx.writer.write('behind')
  await settled()
  expect(sink.text.endsWith('behind')).toBe(true)
})

test('a pause does not outlive the stream', async () => {
  const { ctx, sink, leave, over } = await start({ prepare: (fake) => (fake.holdYield = true) })
  void ctx.writer.write('x'.repeat(1024 * 1024))
  void ctx.writer.write('behind')
  leave()
  await over
  callAll(sink.yields)
  expect(sink.calls).toEqual(['open', 'write', 'release'])
})

test('a flush and the end do not wait for what is no longer there', async () => {
  const { ctx, sink, finish, over } = await start({ prepare: (fake) => (fake.holdYield = true) })
  void ctx.writer.write('x'.repeat(1024 * 1024))
  await ctx.writer.flush()
  finish()
  await over
  expect(sink.outcome).toBe('end')
})

test('a pause is not the client’s: a deadline that has passed does not end it', async () => {
  vi.useFakeTimers()
  const { ctx, sink, errors } = await start({ prepare: (fake) => (fake.holdYield = true) })
  ctx.writer.setWriteDeadline(Date.now() - 1)
  const write = ctx.writer.write('x'.repeat(1024 * 1024))
  expect(vi.getTimerCount()).toBe(0)
  callAll(sink.yields)
  await write
  expect(errors).toEqual([])
  vi.useRealTimers()
})
