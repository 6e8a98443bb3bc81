import { describe, expect, test } from 'vitest'
import { HttpError } from '../src/contract/errors.ts'
import { stream } from '../src/response/stream.ts'
import { StreamRegistry } from '../src/lifecycle/stream-registry.ts'
import { serve, settled, start } from './fake-exchange.ts'

const error = new HttpError(404, 'Not Found')

describe("E4 errors: 'framework'", () => {
  test.each([
    [
      'the handler',
      () => {
        throw error
      },
    ],
    [
      'the body',
      () =>
        stream(() => {
          throw error
        }),
    ],
    ['abort()', () => stream(({ writer }) => writer.abort(error))],
  ])('a failure of %s before the head rejects, and nothing is sent', async (_name, handler) => {
    const served = serve(handler, { errors: 'framework' })
    await expect(served.over).rejects.toBe(error)
    await settled()
    expect(served.sink.calls).toEqual([])
    expect(served.errors).toEqual([error])
    expect(served.streams.size).toBe(0)
  })

  test('tells the stream, too', async () => {
    const { ctx, over } = await start({ errors: 'framework' })
    ctx.writer.abort(error)
    expect(ctx.signal.reason).toBe(error)
    await expect(ctx.writer.write('late')).rejects.toBe(error)
    await expect(over).rejects.toBe(error)
  })

  test('a failure after the head is ours', async () => {
    const { ctx, sink, fail, over } = await start({ errors: 'framework' })
    await ctx.writer.write('a')
    fail(error)
    await over
    expect(sink.outcome).toBe('abort')
  })

  test('a client that leaves is no failure', async () => {
    const { leave, over } = await start({ errors: 'framework' })
    leave()
    await expect(over).resolves.toBeUndefined()
  })

  test('a refusal to serve while draining is ours', async () => {
    const streams = new StreamRegistry()
    await streams.drain()
    const served = serve(() => expect.unreachable(), { errors: 'framework', streams })
    await served.over
    expect(served.sink.head?.status).toBe(503)
  })
})
