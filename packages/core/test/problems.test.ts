import { expect, onTestFinished, test, vi } from 'vitest'
import {
  BodyTooLargeError,
  DeadlineExceededError,
  DrainingError,
  HttpError,
  InvalidArgumentError,
  InvalidHeaderError,
} from '../src/contract/errors.ts'
import { stream } from '../src/response/stream.ts'
import { callAll } from './fake-sink.ts'
import { type FakeInit, type Served, serve, serveBody, settled, start } from './fake-exchange.ts'

async function fails(error: unknown, init?: FakeInit): Promise<Served> {
  const served = serve(() => {
    throw error
  }, init)
  await served.over
  return served
}

function headersOf({ sink }: Served): Record<string, string> {
  return Object.fromEntries(sink.head?.headers.map(({ name, values }) => [name, values.join()]) ?? [])
}

test('E1 an HttpError is answered as application/problem+json, byte for byte', async () => {
  const served = await fails(
    new HttpError(404, 'Not Found', {
      detail: 'There is no “file” of that name.',
      headers: { 'X-Hint': 'ask', 'Content-Length': '3', 'content-type': 'text/html' },
      cause: new Error('secret'),
    }),
  )
  const body =
    '{"type":"about:blank","title":"Not Found","status":404,"detail":"There is no “file” of that name."}'
  expect(served.sink.text).toBe(body)
  expect(served.sink.head?.status).toBe(404)
  expect(headersOf(served)).toEqual({
    'cache-control': 'no-store',
    'x-hint': 'ask',
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
  })
  expect(served.sink.calls).toEqual(['open', 'end'])
})

test.each([
  ['an error', new Error('password=1234')],
  ['a string', 'password=1234'],
  ['undefined', undefined],
  ['an error of ours that is no HttpError', new InvalidArgumentError('password=1234')],
  ['an object that looks like an HttpError', { status: 404, title: 'password=1234' }],
])('E1 %s is a 500 that says nothing of its cause', async (_name, error) => {
  const served = await fails(error)
  expect(served.sink.text).toBe('{"type":"about:blank","title":"Internal Server Error","status":500}')
  expect(headersOf(served)).toMatchObject({ 'cache-control': 'no-store', 'content-length': '67' })
  expect(served.errors).toEqual([error])
})

test.each([
  [new BodyTooLargeError(10), 413, { connection: 'close' }],
  [new DrainingError(7), 503, { connection: 'close', 'retry-after': '7' }],
  [new DeadlineExceededError('read'), 408, { connection: 'close' }],
  [new DeadlineExceededError('write'), 500, {}],
])('E1 %s has its own status and headers', async (error, status, headers) => {
  const served = await fails(error)
  expect(served.sink.head?.status).toBe(status)
  expect(headersOf(served)).toMatchObject(headers)
  expect(JSON.parse(served.sink.text)).toMatchObject({ type: 'about:blank', status })
})

test('E1 a body that fails before its first bytes is answered as well, without what described it', async () => {
  const served = serveBody((ctx) => {
    ctx.status = 201
    ctx.setHeader('content-type', 'text/csv')
    ctx.setHeader('content-encoding', 'gzip')
    ctx.setHeader('x-request-id', '7')
    throw new HttpError(409, 'Conflict')
  })
  await served.over
  expect(served.sink.head?.status).toBe(409)
  expect(headersOf(served)).toMatchObject({ 'content-type': 'application/problem+json', 'x-request-id': '7' })
  expect(headersOf(served)).not.toHaveProperty('content-encoding')
  expect(served.sink.text).toBe('{"type":"about:blank","title":"Conflict","status":409}')
})

test('E1 the answer does not depend on a deadline that was set for the body', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { ctx, sink, fail, over, errors } = await start({ prepare: (fake) => (fake.holdEnd = true) })
  ctx.writer.setWriteDeadline(Date.now() - 1)
  fail(new HttpError(404, 'Not Found'))
  await settled()
  vi.advanceTimersByTime(1_000)
  expect(sink.outcome).toBe('end')
  callAll(sink.ends)
  await over
  expect(errors).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
})

test.each([
  ['a header value', new HttpError(401, 'No', { headers: { 'www-authenticate': 'Basic realm="日本"' } })],
  ['a header name', new HttpError(401, 'No', { headers: { 'a b': 'c' } })],
])('an HttpError with %s that HTTP does not allow is a 500, and both are reported', async (_name, error) => {
  const served = await fails(error)
  expect(served.sink.head?.status).toBe(500)
  expect(served.sink.text).toContain('Internal Server Error')
  expect(served.errors).toEqual([error, expect.any(InvalidHeaderError)])
})

test('an HttpError whose detail is no JSON is a 500', async () => {
  const served = await fails(new HttpError(400, 'No', { detail: 10n as unknown as string }))
  expect(served.sink.head?.status).toBe(500)
  expect(served.errors).toHaveLength(2)
})

test.each([200, 399, 600, 404.5, Number.NaN])('an HttpError has no status %d', (status) => {
  expect(() => new HttpError(status, 'x')).toThrow(`HttpError takes a status from 400 to 599, not ${status}.`)
})

test('a body that writes nothing after its handler was refused does not run', async () => {
  let runs = 0
  const served = serve((ctx) => {
    ctx.writer.abort(new HttpError(400, 'Bad Request'))
    return stream(() => void runs++)
  })
  await served.over
  expect(served.sink.head?.status).toBe(400)
  expect(runs).toBe(0)
  expect(served.errors).toHaveLength(1)
})
