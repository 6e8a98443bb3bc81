import { describe, expect, test } from 'vitest'
import { BufferOverflowError } from '../src/contract/errors.ts'
import { settled, start } from './fake-exchange.ts'

/** Writes without waiting to a client that takes nothing, until it is refused; returns how often. */
function writeUntilRefused(write: () => void, errors: readonly unknown[], most: number): number {
  for (let i = 0; i < most; i++) {
    if (errors.length > 0) return i
    write()
  }
  return most
}

describe('P5 a handler that never awaits', () => {
  test('is cut off past the cap, and told to await', async () => {
    const { ctx, sink, errors, over } = await start({ maxBufferedBytes: 1_000_000 })
    sink.hasRoom = false
    const writes = writeUntilRefused(() => void ctx.writer.write('x'.repeat(10_000)), errors, 1_000)
    expect(writes).toBeGreaterThan(90)
    expect(writes).toBeLessThan(105)
    await over
    expect(errors).toEqual([expect.any(BufferOverflowError)])
    expect(errors).toMatchObject([
      {
        message:
          'More than 1000000 bytes were waiting for a slow client: await each write(), or raise maxBufferedBytes.',
      },
    ])
    expect(sink.outcome).toBe('abort')
    expect(sink.abortReason).toBe(errors[0])
  })

  test('is cut off at 16 MiB by default', async () => {
    const { ctx, sink, errors } = await start()
    sink.hasRoom = false
    const piece = new Uint8Array(1024 * 1024)
    expect(writeUntilRefused(() => void ctx.writer.write(piece), errors, 100)).toBe(17)
  })

  test('is bounded in memory, not only in bytes, when its writes are tiny', async () => {
    const { ctx, sink, errors } = await start({ maxBufferedBytes: 1_000_000 })
    sink.hasRoom = false
    const writes = writeUntilRefused(() => void ctx.writer.write(Uint8Array.of(1)), errors, 1_000_000)
    // The first 64 KiB were given to the client, before it was known to take nothing.
    expect(writes).toBeLessThan((1_000_000 + 64 * 1024) / 64)
  })

  test('may write tiny pieces of text: they are joined', async () => {
    const { ctx, sink, errors, finish, room, over } = await start({ maxBufferedBytes: 1_000_000 })
    sink.hasRoom = false
    void ctx.writer.write('x'.repeat(32_768))
    for (let i = 0; i < 900_000; i++) void ctx.writer.write('y')
    expect(errors).toEqual([])
    finish()
    room()
    await over
    expect(sink.byteLength).toBe(932_768)
  })

  test('does not wait for more than the cap with flushes alone', async () => {
    const { ctx, sink, leave } = await start()
    sink.hasRoom = false
    sink.holdFlush = true
    void ctx.writer.write('x'.repeat(40_000))
    void ctx.writer.write('y')
    const waiting = new Set<Promise<void>>()
    for (let i = 0; i < 1_000; i++) waiting.add(ctx.writer.flush())
    expect(waiting.size).toBe(1)
    leave()
    await Promise.allSettled(waiting)
  })
})

test('a single write may be of any size', async () => {
  const { ctx, sink, errors, room, finish, over } = await start({ maxBufferedBytes: 1_000 })
  sink.hasRoom = false
  const huge = ctx.writer.write('x'.repeat(50_000_000))
  room()
  await huge
  sink.hasRoom = false
  const awaited = ctx.writer.write('y'.repeat(100_000))
  await settled()
  room()
  await awaited
  sink.hasRoom = false
  void ctx.writer.write('z'.repeat(32_768))
  void ctx.writer.write('behind a full sink, but the only one to wait'.repeat(1_000))
  room()
  finish()
  await over
  expect(errors).toEqual([])
  expect(sink.byteLength).toBe(50_100_000 + 32_768 + 44_000)
})
