import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { HttpError } from '../../src/contract/errors.ts'
import { eventStream } from '../../src/formats/event-stream.ts'
import type { EventMediaType } from '../../src/formats/event-stream-options.ts'
import { json } from '../../src/formats/json-response.ts'
import { jsonLines } from '../../src/formats/json-lines-response.ts'
import { operation } from '../../src/operation/operation.ts'
import type { Middleware } from '../../src/response/middleware.ts'
import type { StandardSchema } from '../../src/schema/standard-schema.ts'
import { type FakeInit, settled } from '../fake-exchange.ts'
import { foreignSchema } from './foreign-schema.ts'
import { EVENTS, headersOf, problemOf, serveOperation, ticks } from './serve-operation.ts'

/** Notes what happens, in order. */
function traced(order: string[]): {
  middleware(name: string): Middleware
  schema(name: string): StandardSchema
} {
  return {
    middleware: (name) => async (_ctx, next) => {
      order.push(name)
      const response = await next()
      order.push(`${name} again`)
      return response
    },
    schema: (name) => ({
      '~standard': {
        version: 1,
        vendor: 'traced',
        validate: (value) => {
          order.push(name)
          return value === undefined ? { issues: [{ message: 'missing' }] } : { value }
        },
      },
    }),
  }
}

describe('O4 the order of what happens', () => {
  const order: string[] = []
  const { middleware, schema } = traced(order)
  const served = operation({
    id: 'ordered',
    method: 'POST',
    path: '/{id}',
    params: schema('params'),
    query: schema('query'),
    headers: schema('headers'),
    cookies: schema('cookies'),
    body: schema('body'),
    middleware: [middleware('operation 1'), middleware('operation 2')],
    response: eventStream(EVENTS, { lastEventId: schema('lastEventId') }),
    async before() {
      order.push('before')
      await settled()
      order.push('before is done')
    },
    handler: () => void order.push('handler'),
  })
  const body = { headers: { 'content-type': 'application/json', 'last-event-id': '1' } }

  async function run(init: FakeInit, bytes: string): Promise<ReturnType<typeof serveOperation>> {
    order.length = 0
    const running = serveOperation(served, { method: 'POST', ...init }, [
      middleware('api 1'),
      middleware('api 2'),
    ])
    running.source.arrive(bytes, undefined)
    await running.over
    return running
  }

  test('when all goes well', async () => {
    await run(body, '{}')
    expect(order).toEqual([
      'api 1',
      'api 2',
      'operation 1',
      'operation 2',
      'lastEventId',
      'params',
      'query',
      'headers',
      'cookies',
      'body',
      'before',
      'before is done',
      'operation 2 again',
      'operation 1 again',
      'api 2 again',
      'api 1 again',
      'handler',
    ])
  })

  test('a representation that is not offered comes before the input', async () => {
    const { sink } = await run({ headers: { ...body.headers, accept: 'text/html' } }, '{}')
    expect(sink.head?.status).toBe(406)
    expect(order).toEqual(['api 1', 'api 2', 'operation 1', 'operation 2'])
  })

  test('a body that cannot be read comes before `before`', async () => {
    const { sink } = await run(body, '{')
    expect(sink.head?.status).toBe(400)
    expect(order.slice(-1)).toEqual(['cookies'])
  })

  test('a middleware that answers itself', async () => {
    order.length = 0
    const { over, sink } = serveOperation(served, { method: 'POST' }, [
      () => {
        throw new HttpError(401, 'Unauthorized')
      },
    ])
    await over
    expect([sink.head?.status, order]).toEqual([401, []])
  })
})

test('R1 a path parameter that cannot be decoded is a 400, though nobody asks for it', async () => {
  const served = serveOperation(
    ticks(() => expect.unreachable()),
    {
      prepare: (_sink, { request }) => {
        Object.defineProperty(request, 'params', {
          get: () => {
            throw new HttpError(400, 'Bad Request')
          },
        })
      },
    },
    [() => expect.unreachable()],
  )
  await served.over
  expect(served.sink.head?.status).toBe(400)
})

describe('O1 input', () => {
  const text = z.object({ a: z.string() })
  const all = operation({
    id: 'all',
    method: 'POST',
    path: '/{id}',
    params: z.object({ id: z.string() }),
    query: z.object({ limit: z.coerce.number().max(10) }),
    headers: z.object({ 'x-token': z.string().max(3) }),
    cookies: z.object({ session: z.string().max(3) }),
    body: text,
    response: json(z.unknown()),
    handler: (_ctx, input) => input,
  })

  test('that is wrong in every part is told at once, in order, without secrets', async () => {
    const served = serveOperation(all, {
      method: 'POST',
      target: '/?limit=11',
      headers: {
        'x-token': 'secret-token',
        cookie: 'session=secret-cookie',
        'content-type': 'application/json',
      },
    })
    served.source.arrive('{"a":5}', undefined)
    await served.over
    const errors = problemOf(served)['errors'] as { location: string; value?: unknown }[]
    expect(errors.map(({ location, value }) => [location, value])).toEqual([
      ['params.id', undefined],
      ['query.limit', '11'],
      ['headers.x-token', undefined],
      ['cookies.session', undefined],
      ['body.a', 5],
    ])
    expect(served.sink.text).not.toContain('secret')
    expect([served.sink.head?.status, headersOf(served)['content-type']]).toEqual([
      422,
      'application/problem+json',
    ])
  })

  test('is what the schemas make of it, and no part that has none', async () => {
    const served = serveOperation(
      operation({
        id: 'some',
        method: 'GET',
        path: '/',
        query: z.object({ limit: z.coerce.number().default(5), tag: z.array(z.string()) }),
        response: json(z.unknown()),
        handler: (_ctx, input) => input,
      }),
      { target: '/?tag=a&tag=b' },
    )
    await served.over
    expect(JSON.parse(served.sink.text)).toEqual({ query: { limit: 5, tag: ['a', 'b'] } })
  })

  test('that a schema refuses without saying why is refused all the same', async () => {
    const mute: StandardSchema = {
      '~standard': { version: 1, vendor: 'mute', validate: () => ({ issues: [] }) },
    }
    const served = serveOperation(
      operation({
        id: 'mute',
        method: 'GET',
        path: '/',
        query: mute,
        response: eventStream(EVENTS),
        handler: () => expect.unreachable(),
      }),
    )
    await served.over
    expect(problemOf(served)).toMatchObject({ status: 422, errors: [{ location: 'query' }] })
  })

  test('of a schema with a promise of another realm is waited for', async () => {
    const foreign = foreignSchema(() => ({ issues: [{ message: 'never' }] }))
    const served = serveOperation(
      operation({
        id: 'foreign',
        method: 'GET',
        path: '/',
        query: foreign,
        response: eventStream(EVENTS),
        handler: () => expect.unreachable(),
      }),
    )
    await served.over
    expect(problemOf(served)['errors']).toEqual([{ location: 'query', message: 'never', value: undefined }])
  })
})

describe('O2 the representation', () => {
  test.each([
    [undefined, 'text/event-stream'],
    ['*/*', 'text/event-stream'],
    ['application/*', 'application/jsonl'],
    ['application/json', 'application/json'],
    ['application/json;q=0.5, application/x-ndjson', 'application/x-ndjson'],
    ['text/event-stream;q=0, */*', 'application/jsonl'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/event-stream'],
  ])('for Accept %s is %s', async (accept, contentType) => {
    const headers: Record<string, string> = accept === undefined ? {} : { accept }
    const served = serveOperation(
      ticks(() => {}),
      { headers },
    )
    await served.over
    expect(headersOf(served)).toMatchObject({ 'content-type': contentType, vary: 'Accept' })
  })

  test('that is not offered is a 406 that says what is', async () => {
    const served = serveOperation(
      ticks(() => expect.unreachable(), { offer: ['application/jsonl', 'application/json'] }),
      { headers: { accept: 'text/event-stream' } },
    )
    await served.over
    expect(problemOf(served)).toEqual({
      type: 'about:blank',
      title: 'Not Acceptable',
      status: 406,
      detail: 'This is offered as application/jsonl, application/json.',
    })
    expect(headersOf(served)['vary']).toBe('Accept')
  })

  const choosing = (choose: (input: never) => EventMediaType): ReturnType<typeof operation> =>
    operation({
      id: 'chosen',
      method: 'GET',
      path: '/',
      query: z.object({ stream: z.stringbool().default(false) }),
      response: eventStream(EVENTS, { choose, offer: ['text/event-stream', 'application/json'] }),
      handler: (_ctx, _input, send) => send('tick', { n: 1 }),
    })
  const byQuery = choosing(({ query }: { query: { stream: boolean } }) =>
    query.stream ? 'text/event-stream' : 'application/json',
  )

  test.each([
    ['/?stream=true', 'text/event-stream'],
    ['/', 'application/json'],
  ])('can be chosen by the input, whatever the client accepts: %s', async (target, contentType) => {
    const served = serveOperation(byQuery, { target, headers: { accept: 'text/html' } })
    await served.over
    expect(headersOf(served)['content-type']).toBe(contentType)
    expect(headersOf(served), 'Accept has no say in it').not.toHaveProperty('vary')
  })

  test.each(['application/jsonl', 'text/html', undefined])(
    'that is chosen wrong is a 500: %s',
    async (wrong) => {
      const served = serveOperation(choosing(() => wrong as EventMediaType))
      await served.over
      expect(problemOf(served)).toEqual({ type: 'about:blank', title: 'Internal Server Error', status: 500 })
      expect(served.errors).toEqual([
        expect.objectContaining({ message: expect.stringContaining('choose()') }),
      ])
    },
  )
})

describe('O2 all at once', () => {
  const handler = async (
    _ctx: unknown,
    _input: unknown,
    send: (item: number) => Promise<void>,
  ): Promise<void> => {
    for (let n = 0; n < 3; n++) await send(n)
  }

  test('is a JSON array of items', async () => {
    const served = serveOperation(
      operation({ id: 'items', method: 'GET', path: '/', response: jsonLines(z.number()), handler }),
      { headers: { accept: 'application/json' } },
    )
    await served.over
    expect(served.sink.text).toBe('[0,1,2]')
    expect(headersOf(served)).toEqual({
      vary: 'Accept',
      'content-type': 'application/json',
      'content-length': '7',
    })
  })

  test('without items is an empty one', async () => {
    const served = serveOperation(
      ticks(() => {}),
      { headers: { accept: 'application/json' } },
    )
    await served.over
    expect([served.sink.text, served.sink.head?.status]).toEqual(['[]', 200])
  })

  test('is a JSON array of events, without comments', async () => {
    const served = serveOperation(
      ticks(
        async (_ctx, _input, send) => {
          await send('tick', { n: 1 }, { id: '1', retry: 5, comment: 'no' })
          await send.comment('no')
          await send.retry(7)
          await send('message', 'a')
        },
        { heartbeat: 1, terminator: 'no' },
      ),
      { headers: { accept: 'application/json' } },
    )
    await served.over
    expect(JSON.parse(served.sink.text)).toEqual([
      { event: 'tick', data: { n: 1 }, id: '1', retry: 5 },
      { event: 'message', data: 'a' },
    ])
  })

  test('may be made into something else', async () => {
    const response = eventStream(EVENTS, {
      collect: {
        schema: z.object({ sum: z.number() }),
        from: (events) => ({
          sum: events.reduce((sum, { event, data }) => sum + (event === 'tick' ? data.n : 0), 0),
        }),
      },
    })
    const served = serveOperation(
      operation({
        id: 'sum',
        method: 'GET',
        path: '/',
        response,
        async *handler() {
          yield { event: 'tick' as const, data: { n: 1 } }
          yield { event: 'tick' as const, data: { n: 2 } }
        },
      }),
      { headers: { accept: 'application/json' } },
    )
    await served.over
    expect(served.sink.text).toBe('{"sum":3}')
  })

  test.each([undefined, 1n])('that is made into %s is a 500 which says why', async (whole) => {
    const response = eventStream(EVENTS, { collect: { schema: z.any(), from: () => whole } })
    const served = serveOperation(
      operation({ id: 'nothing', method: 'GET', path: '/', response, handler: () => {} }),
      { headers: { accept: 'application/json' } },
    )
    await served.over
    expect(problemOf(served)).toMatchObject({ status: 500 })
    expect(served.errors).toEqual([expect.objectContaining({ message: expect.stringContaining('JSON') })])
  })

  describe.each([
    ['awaited', true],
    ['not awaited', false],
  ])('past the bound, %s,', (_name, awaited) => {
    test('is a problem, and the handler is stopped', async () => {
      let sent = 0
      let stopped: unknown
      const served = serveOperation(
        operation({
          id: 'much',
          method: 'GET',
          path: '/',
          response: jsonLines(z.string(), { collectLimit: 100 }),
          async handler(ctx, _input, send) {
            while (!ctx.signal.aborted && sent < 1_000) {
              const sending = send('0123456')
              sent++
              if (awaited) await sending
            }
            stopped = ctx.signal.reason
          },
        }),
        { headers: { accept: 'application/json' } },
      )
      await served.over
      await settled()
      expect(problemOf(served)).toMatchObject({ status: 413, title: 'Content Too Large' })
      expect(problemOf(served)['detail']).toContain('application/jsonl')
      expect(sent).toBe(12)
      expect(served.errors).toEqual([expect.any(HttpError)])
      if (!awaited) expect(stopped).toBe(served.errors[0])
    })
  })
})
