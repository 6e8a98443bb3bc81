import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createApi, type ApiInit } from '../../src/api/create-api.ts'
import type { DocsRenderer } from '../../src/api/docs-renderer.ts'
import { contextKey } from '../../src/context/context-key.ts'
import { ClientDisconnectedError, HttpError, InvalidArgumentError } from '../../src/contract/errors.ts'
import type { StreamObserver } from '../../src/exchange/observation.ts'
import { eventStream } from '../../src/formats/event-stream.ts'
import { json } from '../../src/formats/json-response.ts'
import { operation, type Operation } from '../../src/operation/operation.ts'
import { rawBody } from '../../src/operation/read-body.ts'
import { content } from '../../src/formats/content.ts'
import { stream } from '../../src/response/stream.ts'
import { settled } from '../fake-exchange.ts'

const about = { title: 'Test', version: '1.0.0' }

const hello = operation({
  id: 'hello',
  method: 'GET',
  path: '/hello/{name}',
  params: z.object({ name: z.string() }),
  query: z.object({ times: z.coerce.number().default(1), tag: z.array(z.string()).default([]) }),
  response: json(z.unknown()),
  handler: (_ctx, input) => input,
})

const count = operation({
  id: 'count',
  method: 'GET',
  path: '/count',
  response: eventStream({ tick: z.object({ n: z.number() }) }, { lastEventId: z.coerce.number() }),
  async *handler({ lastEventId = 0 }) {
    for (let n = lastEventId + 1; n <= 3; n++) yield { event: 'tick', data: { n }, id: String(n) }
  },
})

const echo = operation({
  id: 'echo',
  method: 'POST',
  path: '/echo',
  body: rawBody('text/plain'),
  response: content('text/plain'),
  handler: (_ctx, { body }) =>
    stream(async function* () {
      for await (const chunk of body) yield chunk
    }),
})

function apiOf(operations: readonly Operation[], init: Partial<ApiInit> = {}): ReturnType<typeof createApi> {
  return createApi({ ...about, operations, ...init })
}

describe('api.request()', () => {
  const api = apiOf([hello, count, echo])

  test('runs an operation', async () => {
    const response = await api.request('/hello/J%C3%BCrgen?times=2&tag=a')
    expect(await response.json()).toEqual({ params: { name: 'Jürgen' }, query: { times: 2, tag: ['a'] } })
  })

  test('streams, in the representation that is asked for', async () => {
    const response = await api.request('/count', { headers: { 'last-event-id': '1' } })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(await response.text()).toBe(
      'event: tick\nid: 2\ndata: {"n":2}\n\nevent: tick\nid: 3\ndata: {"n":3}\n\n',
    )
    const whole = await api.request('/count?lastEventId=2', { headers: { accept: 'application/json' } })
    expect(await whole.json()).toEqual([{ event: 'tick', data: { n: 3 }, id: '3' }])
  })

  test('takes a body, a stream too', async () => {
    const headers = { 'content-type': 'text/plain' }
    const sent = await api.request('/echo', { method: 'POST', headers, body: 'hello' })
    expect(await sent.text()).toBe('hello')
    const streamed = await api.request('/echo', {
      method: 'POST',
      headers,
      body: new Blob(['more']).stream(),
    })
    expect(await streamed.text()).toBe('more')
  })

  test('answers HEAD with the head of GET', async () => {
    const response = await api.request('/count', { method: 'HEAD' })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
    expect(response.body).toBe(null)
  })

  test('answers what is not there, and methods that are not', async () => {
    expect((await api.request('/nothing')).status).toBe(404)
    const response = await api.request('/echo')
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  test('answers 400 to a parameter that cannot be decoded, even if nobody asks for it', async () => {
    const lax = apiOf([{ ...hello, params: undefined }])
    expect((await lax.request('/hello/%ff')).status).toBe(400)
    expect((await api.request('/hello/%ff')).status).toBe(400)
  })

  test('cancelling the body, or aborting, is the client leaving', async () => {
    const reasons: unknown[] = []
    const parked = operation({
      id: 'parked',
      method: 'GET',
      path: '/parked',
      response: eventStream({ tick: z.null() }),
      async handler(ctx, _input, send) {
        ctx.signal.addEventListener('abort', () => reasons.push(ctx.signal.reason))
        await send('tick', null)
        await ctx.until(new Promise(() => {}))
      },
    })
    const onError = vi.fn<() => void>()
    const one = apiOf([parked], { onError })
    await (await one.request('/parked')).body?.cancel()
    const aborter = new AbortController()
    const response = await one.request('/parked', { signal: aborter.signal })
    aborter.abort()
    await expect(response.text()).rejects.toThrow()
    await settled()
    expect(reasons).toEqual([expect.any(ClientDisconnectedError), expect.any(ClientDisconnectedError)])
    expect(onError).not.toHaveBeenCalled()
    await expect(one.request('/parked', { signal: AbortSignal.abort() })).rejects.toThrow('abort')
  })
})

describe('createApi()', () => {
  test('runs middleware around every operation, with values for the handler', async () => {
    const user = contextKey<string>('user')
    const seen: unknown[] = []
    const whoami = operation({
      id: 'whoami',
      method: 'GET',
      path: '/whoami',
      response: json(z.string()),
      middleware: [(ctx, next) => (seen.push(ctx.get(user)), next())],
      handler: (ctx) => ctx.get(user) ?? 'nobody',
    })
    const api = apiOf([whoami], {
      middleware: [
        async (ctx, next) => {
          if (ctx.headers.get('authorization') === undefined) throw new HttpError(401, 'Unauthorized')
          ctx.set(user, 'ada')
          ctx.setHeader('x-by', 'middleware')
          return next()
        },
      ],
      onError: () => {},
    })
    expect((await api.request('/whoami')).status).toBe(401)
    const response = await api.request('/whoami', { headers: { authorization: 'x' } })
    expect([await response.json(), response.headers.get('x-by'), seen]).toEqual([
      'ada',
      'middleware',
      ['ada'],
    ])
    expect((await api.request('/openapi.json')).status, 'not around the documentation').toBe(200)
  })

  test('tells hook and observer of every route, by the name of its operation', async () => {
    const names: unknown[] = []
    const errors: unknown[] = []
    const observer: StreamObserver = { end: ({ name, status }) => void names.push([name, status]) }
    const api = apiOf([hello, count], { observer, onError: (error) => errors.push(error) })
    await (await api.request('/hello/a?times=x')).text()
    await (await api.request('/count')).text()
    await (await api.request('/openapi.json')).text()
    expect(names).toEqual([
      ['hello', 422],
      ['count', 200],
      ['/openapi.json', 200],
    ])
    expect(errors).toEqual([expect.any(HttpError)])
  })

  test.each(['/openapi.json', '/openapi-3.1.json'])('serves %s', async (path) => {
    const api = apiOf([hello])
    const response = await api.request(path)
    const text = await response.text()
    expect(JSON.parse(text)).toEqual(api.openapi(path === '/openapi.json' ? '3.2' : '3.1'))
    expect(response.headers.get('content-length')).toBe(String(new TextEncoder().encode(text).length))
    const head = await api.request(path, { method: 'HEAD' })
    expect([...head.headers]).toEqual([...response.headers])
    expect(head.body).toBe(null)
  })

  test('serves no document for openapi: false, and asks no schema for one', async () => {
    const jsonSchema = vi.fn<() => never>()
    const silent = {
      ...hello,
      query: { '~standard': { version: 1, vendor: 'x', validate: () => ({ value: {} }) } },
    } as const
    const api = apiOf([silent], { openapi: false, jsonSchema: { x: jsonSchema } })
    expect((await api.request('/openapi.json')).status).toBe(404)
    expect(api.routes).toHaveLength(1)
    expect(() => api.openapi()).toThrow(InvalidArgumentError)
  })

  test('serves the routes of a docs renderer', async () => {
    const docs: DocsRenderer = {
      routes: [{ path: '/docs', summary: 'The page', handler: () => stream(() => ['<html>']) }],
    }
    expect(await (await apiOf([hello], { docs }).request('/docs')).text()).toBe('<html>')
    expect(() => apiOf([hello], { docs, openapi: false })).toThrow(InvalidArgumentError)
  })

  test.each<[string, readonly Operation[]]>([
    ['two operations of one id', [hello, { ...count, id: 'hello' }]],
    [
      'two that match the same requests',
      [hello, { ...hello, id: 'other', path: '/hello/{other}', params: undefined }],
    ],
    ['one that takes the place of the document', [{ ...count, path: '/openapi.json' }]],
    ['params that the path does not have', [{ ...hello, path: '/hello' }]],
  ])('refuses %s', (_name, operations) => {
    expect(() => apiOf(operations)).toThrow(InvalidArgumentError)
  })

  test.each<[string, object]>([
    ['bodyLimit', { bodyLimit: '1mb' }],
    ['maxBufferedBytes', { maxBufferedBytes: -1 }],
    ['onError', { onError: 'log' }],
    ['observer', { observer: () => {} }],
    ['observer', { observer: null }],
  ])('refuses a wrong %s when a request comes at the latest', async (_name, init) => {
    const made = (async () => apiOf([hello], init).request('/hello/a'))()
    await expect(made).rejects.toThrow(InvalidArgumentError)
  })

  test('holds the body limit of the api, and that of an operation', async () => {
    const small: Operation = { ...echo, id: 'small', path: '/small', bodyLimit: 2 }
    const api = apiOf([echo, small], { bodyLimit: 4, onError: () => {} })
    const send = async (path: string, body: string): Promise<number> =>
      (await api.request(path, { method: 'POST', headers: { 'content-type': 'text/plain' }, body })).status
    expect([await send('/echo', '1234'), await send('/small', '12')]).toEqual([200, 200])
    expect([await send('/echo', '12345'), await send('/small', '123')]).toEqual([413, 413])
  })
})
