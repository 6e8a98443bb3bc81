import { describe, expect, test } from 'vitest'
import { ContentLengthMismatchError } from '../src/contract/errors.ts'
import { serveBody, settled, start } from './fake-exchange.ts'

describe('a declared content-length', () => {
  test('that is right is sent with the body', async () => {
    const served = serveBody(async (ctx) => {
      ctx.setHeader('content-length', 5)
      await ctx.writer.write('é')
      await ctx.writer.write('')
      await ctx.writer.write(Uint8Array.of(33, 33, 33))
    })
    await served.over
    expect(served.sink.text).toBe('é!!!')
    expect(served.sink.outcome).toBe('end')
    expect(served.errors).toEqual([])
  })

  test('that is passed cuts the response off before the byte too many', async () => {
    const served = serveBody(async (ctx) => {
      ctx.setHeader('content-length', 5)
      await ctx.writer.write('abc')
      await ctx.writer.flush()
      await ctx.writer.write('def')
      await ctx.writer.flush()
    })
    await served.over
    expect(served.sink.text).toBe('abc')
    expect(served.sink.calls).not.toContain('end')
    expect(served.sink.outcome).toBe('abort')
    expect(served.errors).toEqual([expect.any(ContentLengthMismatchError)])
    expect(served.errors).toMatchObject([
      {
        message:
          'content-length says 5 bytes, but the body has more: set the true length or leave the header out.',
      },
    ])
  })

  test.each(['', 'abc'])('that is not reached by %j is no clean end', async (text) => {
    const served = serveBody(async (ctx) => {
      ctx.setHeader('content-length', 5)
      await ctx.writer.write(text)
    })
    await served.over
    expect(served.sink.calls).not.toContain('end')
    expect(served.sink.outcome).toBe('abort')
    expect(served.errors).toMatchObject([
      { message: expect.stringContaining(`the body has only ${text.length}:`) },
    ])
  })

  test('rejects close() when it is not reached', async () => {
    const { ctx, over, finish } = await start()
    ctx.setHeader('content-length', 5)
    await expect(ctx.writer.close()).rejects.toThrow(ContentLengthMismatchError)
    finish()
    await over
  })

  test('counts bytes, not characters, of a pair cut in two', async () => {
    const served = serveBody(async (ctx) => {
      ctx.setHeader('content-length', 4)
      await ctx.writer.write('\ud83d')
      await ctx.writer.flush()
      await ctx.writer.write('\ude00')
    })
    await served.over
    expect(served.errors).toEqual([])
    expect(served.sink.text).toBe('😀')
  })

  test('that is passed by what waits behind a close is no clean end either', async () => {
    const { ctx, sink, room, finish, over, errors } = await start()
    ctx.setHeader('content-length', 20_000)
    sink.hasRoom = false
    void ctx.writer.write('x'.repeat(20_000))
    void ctx.writer.write('y')
    const closed = ctx.writer.close()
    finish()
    room()
    await expect(closed).rejects.toThrow(ContentLengthMismatchError)
    await over
    await settled()
    expect(sink.calls).not.toContain('end')
    expect(sink.outcome).toBe('abort')
    expect(errors).toHaveLength(1)
  })
})
