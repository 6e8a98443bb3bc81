import { describe, expect, test } from 'vitest'
import { BodyNotSentError } from '../src/contract/errors.ts'
import { stream, type StreamBody, type StreamInit } from '../src/response/stream.ts'
import { callAll } from './fake-sink.ts'
import { type FakeInit, type Served, serve, settled, start } from './fake-exchange.ts'

/** The three ways to a response without a body; `unsettled` sets the status in the body. */
const ways: [string, FakeInit, StreamInit][] = [
  ['HEAD', { method: 'HEAD' }, {}],
  ['204', {}, { status: 204 }],
  ['304', {}, { status: 304 }],
]

function respond(body: StreamBody, init: FakeInit, response: StreamInit): Served {
  return serve(() => stream(body, response), init)
}

describe.each(ways)('H6 %s', (_name, init, response) => {
  test('with a settled head answers at once; its body never runs', async () => {
    const served = respond(() => expect.unreachable(), init, { ...response, settled: true })
    await served.over
    expect(served.sink.calls).toEqual(['open', 'end'])
    expect(served.sink.head?.hasBody).toBe(false)
    expect(served.errors).toEqual([])
  })

  test('with an open head runs until its first bytes, which end it through its signal', async () => {
    const seen: unknown[] = []
    const served = respond(
      async (ctx) => {
        ctx.setHeader('x-late', '1')
        ctx.signal.addEventListener('abort', () => seen.push(ctx.signal.reason))
        await ctx.writer.write('never sent').catch((error: unknown) => seen.push(error))
        await ctx.until(new Promise(() => {})).catch((error: unknown) => seen.push(error))
        await ctx.writer.flush().catch((error: unknown) => seen.push(error))
      },
      init,
      response,
    )
    await served.over
    await settled()
    expect(served.sink.calls).toEqual(['open', 'end'])
    expect(served.sink.head?.headers[0]).toMatchObject({ name: 'x-late' })
    expect(seen).toEqual(Array.from({ length: 4 }, () => expect.any(BodyNotSentError)))
    expect(new Set(seen).size).toBe(1)
    expect(served.errors).toEqual([])
  })

  test('that never writes ends as it returns, without its signal', async () => {
    let signal: AbortSignal | undefined
    const served = respond((ctx) => void (signal = ctx.signal), init, response)
    await served.over
    expect(served.sink.calls).toEqual(['open', 'end'])
    expect(signal?.aborted).toBe(false)
    expect(served.errors).toEqual([])
  })

  test('of a generator runs its finally', async () => {
    let released = false
    const served = respond(
      async function* () {
        try {
          for (;;) yield 'never sent'
        } finally {
          released = true
        }
      },
      init,
      response,
    )
    await served.over
    await settled()
    expect(released).toBe(true)
    expect(served.errors).toEqual([])
  })
})

test('H6 a body that has been told to stop cannot end the response a second time', async () => {
  const { ctx, sink, over, finish } = await start({ method: 'HEAD' })
  ctx.signal.addEventListener('abort', () => void ctx.writer.close())
  ctx.commit()
  await over
  finish()
  expect(sink.calls).toEqual(['open', 'end'])
})

test('H6 a failure answers HEAD with the head of its problem alone', async () => {
  const served = serve(
    () => {
      throw new Error('broken')
    },
    { method: 'HEAD' },
  )
  await served.over
  expect(served.sink.calls).toEqual(['open', 'end'])
  expect(served.sink.head).toMatchObject({ status: 500, hasBody: false })
  const ofGet = '{"type":"about:blank","title":"Internal Server Error","status":500}'.length
  expect(served.sink.head?.headers).toContainEqual({
    name: 'content-length',
    values: [`${ofGet}`],
    mode: 'set',
  })
})

test('a failure after the head of a bodiless response is reported, once', async () => {
  const error = new Error('clean-up failed')
  const served = respond(
    async (ctx) => {
      await ctx.writer.write('x').catch(() => {})
      throw error
    },
    { method: 'HEAD' },
    {},
  )
  await served.over
  await settled()
  expect(served.errors).toEqual([error])
  expect(served.sink.calls).toEqual(['open', 'end'])
})

test.each(['stops', 'fails'])(
  'a body that %s while its bodiless response goes out does not cut it off',
  async (how) => {
    const error = new Error('clean-up failed')
    const served = respond(
      async (ctx) => {
        await ctx.writer.write('x').catch((reason: unknown) => {
          throw how === 'stops' ? reason : error
        })
      },
      { method: 'HEAD', prepare: (sink) => (sink.holdEnd = true) },
      {},
    )
    await settled()
    callAll(served.sink.ends)
    await served.over
    expect(served.sink.calls).toEqual(['open', 'end'])
    expect(served.errors).toEqual(how === 'stops' ? [] : [error])
  },
)
