import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { BodyNotSentError, HeadersSentError } from '../../src/contract/errors.ts'
import { eventStream } from '../../src/formats/event-stream.ts'
import type { EventContext } from '../../src/formats/event-types.ts'
import { stop } from '../../src/formats/stop.ts'
import { operation } from '../../src/operation/operation.ts'
import type { StandardSchema } from '../../src/schema/standard-schema.ts'
import { type FakeInit, serve, settled } from '../fake-exchange.ts'
import { foreignSchema } from './foreign-schema.ts'
import { EVENTS, headersOf, problemOf, serveOperation, startTicks, ticks } from './serve-operation.ts'

/** The header that carries an id, as runtimes show it: byte by byte. */
const header = (id: string): FakeInit => ({
  headers: { 'last-event-id': Buffer.from(id, 'utf8').toString('latin1') },
})

async function lastEventId(init: FakeInit): Promise<unknown> {
  const { ctx, leave } = await startTicks({}, init)
  leave()
  return ctx.lastEventId
}

describe('F7 ctx.lastEventId', () => {
  test.each<[string, FakeInit, string | undefined]>([
    ['of the header', header('42'), '42'],
    ['of a header in UTF-8', header('größe-✓-😀'), 'größe-✓-😀'],
    ['of a header that begins with a byte order mark', header('\ufeff1'), '\ufeff1'],
    ['of a header in Latin-1', { headers: { 'last-event-id': 'gr\xf6\xdfe' } }, 'größe'],
    ['of a header that was decoded already', { headers: { 'last-event-id': '\xc3\xa9✓' } }, '\xc3\xa9✓'],
    ['of the query', { target: '/?lastEventId=a%20%C3%B6' }, 'a ö'],
    ['of the header before the query', { ...header('h'), target: '/?lastEventId=q' }, 'h'],
    ['of the first in the query', { target: '/?lastEventId=1&lastEventId=2' }, '1'],
    ['of neither', {}, undefined],
    ['of an empty header', { headers: { 'last-event-id': '' } }, undefined],
    ['of an empty parameter', { target: '/?lastEventId=' }, undefined],
  ])('%s', async (_name, init, id) => {
    expect(await lastEventId(init)).toBe(id)
  })

  test('is there for middleware and `before`, and stays one context', async () => {
    const seen: unknown[] = []
    let inMiddleware: unknown
    const served = serveOperation(
      operation({
        id: 'ticks',
        method: 'GET',
        path: '/',
        response: eventStream(EVENTS),
        middleware: [
          async (ctx, next) => {
            inMiddleware = ctx
            return next()
          },
        ],
        before: (ctx) => void seen.push(ctx.lastEventId),
        handler: (ctx) => void seen.push(ctx === inMiddleware),
      }),
      header('7'),
    )
    await served.over
    expect(seen).toEqual(['7', true])
  })

  test.each(['a%0Ab', '%00', 'a%0D'])('?lastEventId=%s cannot be one', async (id) => {
    const served = serveOperation(
      ticks(() => expect.unreachable()),
      { target: `/?lastEventId=${id}` },
    )
    await served.over
    expect(problemOf(served)).toMatchObject({
      status: 422,
      errors: [{ location: 'query.lastEventId', message: 'An event id holds no line break and no NUL.' }],
    })
  })
})

describe('F7 the schema of lastEventId', () => {
  const numeric = z.coerce.number().int()
  const slow = z.string().transform(async (text) => Promise.resolve(Number(text)))
  const foreign = foreignSchema((value) =>
    value === 'x' ? { issues: [{ message: 'not x' }] } : { value: Number(value) },
  )

  async function answer(
    schema: StandardSchema<unknown, unknown>,
    init: FakeInit,
  ): Promise<[unknown, unknown]> {
    let id: unknown
    const served = serveOperation(
      operation({
        id: 'ticks',
        method: 'GET',
        path: '/',
        response: eventStream(EVENTS, { lastEventId: schema }),
        handler: (ctx) => void (id = ctx.lastEventId),
      }),
      init,
    )
    await served.over
    return [id, served.sink.text === '' ? undefined : problemOf(served)['errors']]
  }

  test.each<[string, StandardSchema<unknown, unknown>]>([
    ['sync', numeric],
    ['async', slow],
    ['with a promise of another realm', foreign],
  ])('makes of it what the handler gets: %s', async (_name, schema) => {
    expect(await answer(schema, header('42'))).toEqual([42, undefined])
    expect(await answer(schema, { target: '/?lastEventId=42' })).toEqual([42, undefined])
    expect(await answer(schema, {}), 'is not asked on a fresh start').toEqual([undefined, undefined])
  })

  test('refuses it, without the value if it came in a header', async () => {
    const [, inHeader] = await answer(numeric, header('sesame'))
    expect(inHeader).toEqual([{ location: 'headers.last-event-id', message: expect.any(String) }])
    expect(JSON.stringify(inHeader)).not.toContain('sesame')
    const [, inQuery] = await answer(numeric, { target: '/?lastEventId=sesame' })
    expect(inQuery).toEqual([{ location: 'query.lastEventId', message: expect.any(String), value: 'sesame' }])
    const deep = z
      .string()
      .transform((text) => JSON.parse(text) as unknown)
      .pipe(z.object({ offset: z.number() }))
    const [, inside] = await answer(deep, header('{"offset":"x"}'))
    expect(inside).toMatchObject([{ location: 'headers.last-event-id.offset' }])
  })

  test.each<[string, StandardSchema<unknown, unknown>]>([
    ['async', z.string().refine(async (text) => Promise.resolve(text !== 'x'), 'not x')],
    ['with a promise of another realm', foreign],
  ])('refuses it later: %s', async (_name, schema) => {
    const [, errors] = await answer(schema, header('x'))
    expect(errors).toEqual([{ location: 'headers.last-event-id', message: 'Does not match its schema.' }])
  })

  test('that throws is a failure of the server', async () => {
    const broken = new Error('broken')
    const schema = z.string().transform(() => {
      throw broken
    })
    const served = serveOperation(
      operation({
        id: 'ticks',
        method: 'GET',
        path: '/',
        response: eventStream(EVENTS, { lastEventId: schema }),
        handler: () => expect.unreachable(),
      }),
      header('1'),
    )
    await served.over
    expect(problemOf(served)).toEqual({ type: 'about:blank', title: 'Internal Server Error', status: 500 })
    expect(served.errors).toHaveLength(1)
  })
})

describe('F7 stop()', () => {
  const stopping = (part: 'before' | 'handler', ran: string[] = []): ReturnType<typeof operation> =>
    operation({
      id: 'ticks',
      method: 'GET',
      path: '/',
      response: eventStream(EVENTS, { terminator: '[DONE]' }),
      async before(ctx) {
        await settled()
        if (part === 'before') ctx.stop()
      },
      async handler(ctx, _input, send) {
        ran.push('handler')
        if (part === 'handler') ctx.stop()
        await send('tick', { n: 1 })
        ran.push('went on')
      },
    })

  test.each(['text/event-stream', 'application/jsonl', 'multipart/mixed', 'application/json'])(
    'answers 204 in %s, before the handler or in it',
    async (accept) => {
      const ran: string[] = []
      for (const part of ['before', 'handler'] as const) {
        const served = serveOperation(stopping(part, ran), { headers: { accept } })
        await served.over
        await settled()
        expect(served.sink.head).toMatchObject({ status: 204, hasBody: false })
        expect(headersOf(served)).toMatchObject({ 'cache-control': 'no-store', vary: 'Accept' })
        expect(served.sink.calls).toEqual(['open', 'end'])
        expect(served.errors).toEqual([])
      }
      expect(ran, 'its send() rejects').toEqual(['handler'])
    },
  )

  test('of a generator ends it', async () => {
    for (const kind of ['async', 'sync']) {
      const released: string[] = []
      const run = function* (ctx: EventContext): Generator<{ event: 'tick'; data: { n: number } }> {
        try {
          ctx.stop()
          yield { event: 'tick', data: { n: 1 } }
        } finally {
          released.push(kind)
        }
      }
      const served = serveOperation(
        operation({
          id: 'ticks',
          method: 'GET',
          path: '/',
          response: eventStream(EVENTS),
          handler:
            kind === 'sync'
              ? run
              : async function* (ctx) {
                  yield* run(ctx)
                },
        }),
      )
      await served.over
      await settled()
      expect([served.sink.head?.status, served.errors, released]).toEqual([204, [], [kind]])
    }
  })

  test('ends the handler through its signal, once', async () => {
    let ctx!: EventContext
    const served = serveOperation(
      ticks((given) => {
        ctx = given
        ctx.stop()
        expect(ctx.signal.reason).toBeInstanceOf(BodyNotSentError)
        expect(() => ctx.stop(), 'again').not.toThrow()
        return new Promise(() => {})
      }),
    )
    await served.over
    expect(served.sink.head?.status).toBe(204)
    expect(served.errors).toEqual([])
  })

  test('after the head throws HeadersSentError', async () => {
    const { ctx, sink } = await startTicks()
    expect(() => ctx.stop()).toThrow(HeadersSentError)
    expect(sink.head?.status).toBe(200)
  })

  test('before something that fails is that failure', async () => {
    const served = serveOperation(
      operation({
        id: 'ticks',
        method: 'GET',
        path: '/',
        response: eventStream(EVENTS),
        before(ctx) {
          ctx.stop()
          throw new Error('broken')
        },
        handler: () => expect.unreachable(),
      }),
    )
    await served.over
    expect(served.sink.head?.status).toBe(500)
  })

  test('is an answer for middleware and plain handlers too', async () => {
    const plain = serve(() => stop())
    const guarded = serveOperation(
      ticks(() => expect.unreachable()),
      {},
      [() => stop()],
    )
    await Promise.all([plain.over, guarded.over])
    for (const served of [plain, guarded]) {
      expect(served.sink.head).toMatchObject({ status: 204, hasBody: false })
      expect(headersOf(served)).toEqual({ 'cache-control': 'no-store' })
      expect(served.sink.calls).toEqual(['open', 'end'])
    }
  })
})
