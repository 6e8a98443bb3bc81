import { expect, test } from 'vitest'
import { HeadersSentError } from '../src/contract/errors.ts'
import { stream } from '../src/response/stream.ts'
import { serve, settled, start } from './fake-exchange.ts'

test('H1 commit() sends the head of a silent stream at once', async () => {
  const { ctx, sink } = await start()
  ctx.setHeader('content-type', 'text/event-stream')
  expect(ctx.headersSent).toBe(false)
  ctx.commit()
  expect(sink.calls).toEqual(['open', 'flush'])
  expect(ctx.headersSent).toBe(true)
  ctx.commit()
  expect(sink.calls).toEqual(['open', 'flush'])
})

test.each([
  ['write', (ctx) => void ctx.writer.write('a')],
  ['flush', (ctx) => void ctx.writer.flush()],
  ['commit', (ctx) => ctx.commit()],
  ['close', (ctx) => void ctx.writer.close()],
] satisfies [string, (ctx: Awaited<ReturnType<typeof start>>['ctx']) => void][])(
  'H2 the head is settled synchronously at the first %s',
  async (_name, send) => {
    const { ctx, sink, errors, finish, over } = await start()
    ctx.setHeader('x-a', '1')
    ctx.appendHeader('x-a', '2')
    send(ctx)
    expect(ctx.headersSent).toBe(true)
    expect(() => ctx.setHeader('x-b', '1')).toThrow(HeadersSentError)
    expect(() => ctx.appendHeader('x-b', '1')).toThrow(HeadersSentError)
    expect(() => (ctx.status = 500)).toThrow(HeadersSentError)
    expect(ctx.status).toBe(200)
    finish()
    await over
    expect(errors).toEqual([])
    expect(sink.head?.headers[0]).toEqual({ name: 'x-a', values: ['1', '2'], mode: 'set' })
  },
)

test('what the handler returned, and what it set before, is in the head', async () => {
  const served = serve((ctx) => {
    ctx.setHeader('x-handler', '1')
    ctx.setHeader('x-both', 'handler')
    return stream((inner) => inner.setHeader('x-body', '1'), {
      status: 201,
      headers: { 'x-both': 'init', 'x-number': 5, 'set-cookie': ['a=1', 'b=2'] },
    })
  })
  await served.over
  expect(served.sink.head?.status).toBe(201)
  const headers = served.sink.head?.headers.map(({ name, values }) => `${name}: ${values.join(' | ')}`)
  expect(headers).toEqual([
    'x-handler: 1',
    'x-both: init',
    'x-number: 5',
    'set-cookie: a=1 | b=2',
    'x-body: 1',
    'content-length: 0',
    'content-type: application/octet-stream',
  ])
})

test('a settled head is sent before the body runs', async () => {
  let sentBefore: boolean | undefined
  const served = serve(() => stream((ctx) => void (sentBefore = ctx.headersSent), { settled: true }))
  await served.over
  expect(sentBefore).toBe(true)
  expect(served.sink.calls).toEqual(['open', 'flush', 'end'])
})

test.each([
  ['nothing', undefined, 'undefined'],
  ['a string', 'hello', 'a string'],
  ['null', null, 'null'],
  ['an object without a body', { status: 200 }, 'an object (Object)'],
  ['a Response', new Response('a'), 'an object (Response)'],
  ['what a generator function returns', (async function* () {})(), 'an object (AsyncGenerator)'],
  ['a function', () => {}, 'a function'],
])('a handler that returns %s is told what to return', async (_name, response, said) => {
  const served = serve((() => response) as never)
  await served.over
  expect(served.sink.head?.status).toBe(500)
  expect(served.errors).toMatchObject([
    {
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining(
        `A handler returns a stream, and what came is ${said}: return stream(async (ctx) => …)`,
      ),
    },
  ])
})

test('H4 a bad header of the handler is a 500, and nothing of it is sent', async () => {
  const served = serve(() => stream(() => {}, { headers: { 'x-a': 'b\r\nset-cookie: c=d' } }))
  await served.over
  expect(served.sink.head?.status).toBe(500)
  expect(served.sink.head?.headers.map(({ name }) => name)).not.toContain('x-a')
  expect(served.errors).toMatchObject([{ code: 'INVALID_HEADER' }])
})

test('commit() after the client has left does nothing', async () => {
  const { ctx, sink, leave, over, finish } = await start()
  leave()
  await over
  ctx.commit()
  finish()
  await settled()
  expect(sink.calls).toEqual(['release'])
})
