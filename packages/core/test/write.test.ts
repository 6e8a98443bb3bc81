import { describe, expect, test } from 'vitest'
import { InvalidArgumentError, WriterClosedError } from '../src/contract/errors.ts'
import { stream } from '../src/response/stream.ts'
import { serve, serveBody, settled, start, stateOf } from './fake-exchange.ts'

describe('B1 and B2, what is written', () => {
  test('leaves by the end of the turn, joined, even if nobody flushes', async () => {
    const { ctx, sink } = await start()
    void ctx.writer.write('a')
    void ctx.writer.write('b')
    await Promise.resolve()
    void ctx.writer.write(Uint8Array.of(99))
    expect(sink.chunks).toEqual([])
    await new Promise<void>((resolve) => process.nextTick(resolve))
    expect(sink.text).toBe('abc')
    void ctx.writer.write('d')
    await settled()
    expect(sink.chunks.map((chunk) => Buffer.from(chunk).toString())).toEqual(['ab', 'c', 'd'])
  })

  test('leaves at once when it is much, without waiting for the end of the turn', async () => {
    const { ctx, sink } = await start()
    void ctx.writer.write('x'.repeat(40_000))
    expect(sink.byteLength).toBe(40_000)
  })

  test('arrives in order whatever the client takes when', async () => {
    const { ctx, sink, room, over, finish } = await start()
    let expected = ''
    for (let i = 0; i < 200; i++) {
      sink.hasRoom = i % 7 !== 0
      const piece = `${i},`.repeat(i % 50)
      expected += piece
      void ctx.writer.write(i % 3 === 0 ? Buffer.from(piece) : piece)
      if (i % 5 === 0) await settled()
      if (i % 11 === 0) room()
    }
    finish()
    await settled()
    room()
    await over
    expect(sink.text).toBe(expected)
  })

  test('may be a character cut in two', async () => {
    const served = serveBody(async ({ writer }) => {
      await writer.write('\ud83d')
      await writer.flush()
      await writer.write('\ude00')
      await writer.write('\ud83d')
    })
    await served.over
    expect(served.sink.text).toBe('😀\ufffd')
  })

  test('may be nothing: the head is not settled by it', async () => {
    const { ctx, sink, finish, over } = await start()
    await ctx.writer.write('')
    await ctx.writer.write(new Uint8Array())
    expect(ctx.headersSent).toBe(false)
    ctx.status = 201
    finish()
    await over
    expect(sink.calls).toEqual(['open', 'end'])
    expect(sink.head?.status).toBe(201)
  })
})

describe('P1 and P2, when a write settles', () => {
  test('at once while there is room, all with the same promise', async () => {
    const { ctx } = await start()
    const first = ctx.writer.write('a')
    const others = [ctx.writer.write('b'), ctx.writer.write(''), ctx.writer.write(Uint8Array.of(1))]
    await settled()
    others.push(ctx.writer.write('c'.repeat(100_000)))
    for (const other of others) expect(other).toBe(first)
    await expect(first).resolves.toBeUndefined()
  })

  test('when there is room for more, and then all of them', async () => {
    const { ctx, sink, room } = await start()
    sink.hasRoom = false
    const first = ctx.writer.write('a'.repeat(32_768))
    const second = ctx.writer.write('b')
    expect(second, 'writes that wait for the same room share a promise').toBe(first)
    expect(await stateOf(first)).toBe('pending')
    expect(sink.byteLength).toBe(32_768)
    room()
    expect(sink.text.endsWith('b')).toBe(true)
    expect(await stateOf(first)).toBe('resolved')
  })

  test('not when the room that came is used up by what waited', async () => {
    const { ctx, sink, exchange, room } = await start()
    sink.hasRoom = false
    const first = ctx.writer.write('a'.repeat(32_768))
    void ctx.writer.write('b'.repeat(32_768))
    exchange.listener.room()
    expect(sink.byteLength).toBe(2 * 32_768)
    expect(await stateOf(first)).toBe('pending')
    room()
    expect(await stateOf(first)).toBe('resolved')
  })

  test('once the client is slow, nothing more is given to the sink', async () => {
    const { ctx, sink } = await start()
    sink.hasRoom = false
    for (let i = 0; i < 100; i++) void ctx.writer.write('a'.repeat(32_768))
    await settled()
    expect(sink.chunks).toHaveLength(1)
  })
})

describe('what cannot be written', () => {
  const wrong: [unknown, string][] = [
    [undefined, 'undefined'],
    [null, 'null'],
    [5, '5'],
    [{}, 'Object'],
    [new ArrayBuffer(1), 'ArrayBuffer'],
    [Object.create(null), 'an object without a prototype'],
  ]
  test.each(wrong)('%s', async (chunk, name) => {
    const { ctx } = await start()
    const write = ctx.writer.write(chunk as string)
    await expect(write).rejects.toThrow(InvalidArgumentError)
    await expect(write).rejects.toThrow(`write() takes a string or a Uint8Array, not ${name}.`)
    expect(ctx.headersSent).toBe(false)
  })

  test('anything while the handler still decides', async () => {
    const states: unknown[] = []
    const served = serve(async (ctx) => {
      const { writer } = ctx
      for (const attempt of [writer.write('a'), writer.flush(), writer.close()]) {
        states.push(await stateOf(attempt))
      }
      expect(() => ctx.commit()).toThrow('Nothing can be sent while the handler still decides')
      return stream(() => {})
    })
    await served.over
    expect(states).toEqual(Array.from({ length: 3 }, () => expect.any(InvalidArgumentError)))
    expect(served.sink.calls).toEqual(['open', 'end'])
  })

  test('anything after the end', async () => {
    const { ctx, sink, finish, over } = await start()
    finish()
    await over
    const late = ctx.writer.write('late')
    await expect(late).rejects.toThrow(WriterClosedError)
    await expect(ctx.writer.flush()).rejects.toThrow(WriterClosedError)
    await expect(ctx.writer.close()).resolves.toBeUndefined()
    expect(ctx.writer.write('later'), 'refusing costs no promise either').toBe(late)
    expect(sink.calls).toEqual(['open', 'end'])
  })
})
