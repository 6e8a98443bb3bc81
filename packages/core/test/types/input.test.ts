import { type as ark } from 'arktype'
import * as v from 'valibot'
import { describe, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import {
  type BodyReader,
  content,
  type Context,
  createApi,
  eventStream,
  json,
  jsonLines,
  type HandlerOf,
  type Operation,
  operation,
  type OperationInit,
  rawBody,
  stop,
  stream,
  type StreamResponse,
} from '../../src/index.ts'

// Only type-checked: what is called with this is never run.
const never = false as boolean

const get = { id: 'x', method: 'GET', path: '/things/{id}' } as const
const post = { id: 'x', method: 'POST', path: '/things/{id}' } as const
const response = eventStream({ tick: z.object({ left: z.number() }) })

describe('input', () => {
  test('is what Zod makes of the request', () => {
    operation({
      ...post,
      params: z.object({ id: z.coerce.number() }),
      query: z.object({ limit: z.coerce.number().default(10), tag: z.string().optional() }),
      headers: z.object({ 'x-token': z.string() }),
      cookies: z.object({ session: z.string().optional() }),
      body: z.object({ name: z.string().trim(), at: z.iso.datetime().transform((text) => new Date(text)) }),
      response,
      handler(_ctx, input) {
        expectTypeOf(input.params).toEqualTypeOf<{ id: number }>()
        expectTypeOf(input.query.limit).toEqualTypeOf<number>()
        expectTypeOf(input.query.tag).toEqualTypeOf<string | undefined>()
        expectTypeOf(input.headers).toEqualTypeOf<{ 'x-token': string }>()
        expectTypeOf(input.cookies.session).toEqualTypeOf<string | undefined>()
        expectTypeOf(input.body).toEqualTypeOf<{ name: string; at: Date }>()
        // @ts-expect-error -- it is as it came
        input.params = { id: 1 }
      },
    })
  })

  test('is what Valibot makes of it', () => {
    operation({
      ...post,
      params: v.object({ id: v.pipe(v.string(), v.transform(Number)) }),
      query: v.object({ limit: v.optional(v.pipe(v.string(), v.transform(Number)), '10') }),
      body: v.object({ name: v.string(), note: v.optional(v.string()) }),
      response,
      handler(_ctx, input) {
        expectTypeOf(input.params).toEqualTypeOf<{ id: number }>()
        expectTypeOf(input.query).toEqualTypeOf<{ limit: number }>()
        expectTypeOf(input.body).toEqualTypeOf<{ name: string; note?: string | undefined }>()
        // @ts-expect-error -- no schema, no part
        void input.cookies
      },
    })
  })

  test('is what ArkType makes of it', () => {
    operation({
      ...post,
      params: ark({ id: 'string.integer.parse' }),
      query: ark({ limit: 'string.numeric.parse = "10"', 'tag?': 'string' }),
      body: ark({ name: 'string' }),
      response,
      handler(_ctx, input) {
        expectTypeOf(input.params).toEqualTypeOf<{ id: number }>()
        expectTypeOf(input.query.limit).toEqualTypeOf<number>()
        expectTypeOf(input.query.tag).toEqualTypeOf<string | undefined>()
        expectTypeOf(input.body).toEqualTypeOf<{ name: string }>()
      },
    })
  })

  test('is the same for `before`, a generator, items, a value and content', () => {
    const query = z.object({ n: z.coerce.number() })
    operation({
      ...get,
      query,
      response,
      before: (ctx, input) => {
        expectTypeOf(input.query.n).toEqualTypeOf<number>()
        ctx.stop()
      },
      async *handler(_ctx, input) {
        expectTypeOf(input.query.n).toEqualTypeOf<number>()
        yield { event: 'tick', data: { left: input.query.n } }
      },
    })
    operation({
      ...get,
      query,
      response: jsonLines(z.number()),
      *handler(_ctx, input) {
        yield input.query.n
      },
    })
    operation({
      ...get,
      query,
      response: json(z.number()),
      before: (ctx) => void expectTypeOf(ctx).toEqualTypeOf<Context>(),
      handler: (_ctx, input) => input.query.n,
    })
    operation({
      ...get,
      query,
      response: content('text/plain'),
      handler: (_ctx, input) => stream(() => [String(input.query.n)]),
    })
  })

  test('has no part without a schema', () => {
    operation({
      ...post,
      params: z.object({ id: z.string() }),
      response,
      handler(_ctx, input) {
        expectTypeOf(input).toEqualTypeOf<{ readonly params: { id: string } }>()
        // @ts-expect-error -- there is no schema for it
        void input.body
        // @ts-expect-error -- there is no schema for it
        void input.query
      },
    })
    operation({
      ...get,
      response,
      handler(_ctx, input) {
        // @ts-expect-error -- there is no schema at all
        void input.params
      },
    })
    operation({
      ...get,
      response: json(z.string()),
      // @ts-expect-error -- said of `params`, not of the handler as a whole
      handler: (_ctx, { params }) => String(params),
    })
    operation({
      ...get,
      query: z.object({ a: z.string() }),
      response,
      // @ts-expect-error -- there is none for `params`
      handler: (_ctx, { params, query }) => void [params, query.a],
    })
  })

  test('has the body as it comes for rawBody()', () => {
    operation({
      ...post,
      body: rawBody('text/plain', 'image/*'),
      response,
      async handler(_ctx, input) {
        expectTypeOf(input.body).toEqualTypeOf<BodyReader>()
      },
    })
  })
})

describe('operation()', () => {
  test('gives an operation, which any api takes', () => {
    const made = operation({ ...get, response, handler: () => {} })
    expectTypeOf(made).toEqualTypeOf<Operation>()
    if (never) createApi({ title: 'a', version: '1', operations: [made] })
  })

  test('takes no other methods, schemas or handlers', () => {
    if (!never) return
    // @ts-expect-error -- GET answers it
    operation({ ...get, method: 'HEAD', response, handler: () => {} })
    // @ts-expect-error -- no schema
    operation({ ...get, params: { id: 'string' }, response, handler: () => {} })
    // @ts-expect-error -- no response
    operation({ ...get, handler: () => {} })
    // @ts-expect-error -- no handler
    operation({ ...get, response })
    // @ts-expect-error -- no such option
    operation({ ...get, response, handler: () => {}, timeout: 5 })
    // @ts-expect-error -- decides, and answers nothing itself
    operation({ ...get, response, handler: () => {}, before: () => stop() })
  })
})

describe('without a response', () => {
  type None = undefined
  type Init<Response extends object> = OperationInit<None, None, None, None, None, Response>

  test('says which there are', () => {
    expectTypeOf<
      Init<z.ZodString>['response']
    >().toEqualTypeOf<'Give the operation a response: json(), jsonLines(), eventStream() or content().'>()
    expectTypeOf<Init<typeof response>['response']>().toEqualTypeOf<typeof response>()
    // @ts-expect-error -- it is not optional
    expectTypeOf<Pick<Init<object>, 'id'>>().toExtend<Pick<Init<object>, 'id' | 'response'>>()
  })

  test('no handler is wrong, so that nothing else is said', () => {
    type Handler = HandlerOf<z.ZodString, unknown>
    expectTypeOf<() => void>().toExtend<Handler>()
    expectTypeOf<() => Promise<{ a: number }>>().toExtend<Handler>()
    expectTypeOf<(ctx: Context) => AsyncGenerator<number>>().toExtend<Handler>()
    if (!never) return
    operation({
      ...get,
      // @ts-expect-error -- a schema is no response
      response: z.object({ a: z.string() }),
      async handler(ctx, _input) {
        expectTypeOf(ctx).toEqualTypeOf<Context>()
        return { a: 1 }
      },
    })
    operation({
      ...get,
      // @ts-expect-error -- misspelt
      respnse: response,
      async handler(_ctx, _input, send) {
        // @ts-expect-error -- nothing says what it sends
        await send('tick', { left: 1 })
      },
    })
  })
})

describe('the handler of json()', () => {
  const answer = json(z.object({ state: z.enum(['on', 'off']), size: z.number().default(1) }))

  test('returns what goes into the schema', () => {
    operation({ ...get, response: answer, handler: () => ({ state: 'on' }) })
    operation({ ...get, response: answer, handler: async () => ({ state: 'off', size: 2 }) })
    operation({
      ...get,
      response: answer,
      async handler() {
        return { state: 'on' }
      },
    })
    operation({ ...get, response: json(z.tuple([z.literal(1)])), handler: () => [1] })
  })

  test('returns nothing else', () => {
    // @ts-expect-error -- of another type
    operation({ ...get, response: answer, handler: () => ({ state: 'broken' }) })
    // @ts-expect-error -- a property too few
    operation({ ...get, response: answer, handler: async () => ({ size: 1 }) })
    // @ts-expect-error -- nothing at all
    operation({ ...get, response: answer, handler: () => {} })
    operation({
      ...get,
      response: answer,
      // @ts-expect-error -- one value
      *handler() {
        yield { state: 'on' }
      },
    })
    operation({
      ...get,
      response: answer,
      handler: (ctx) => {
        // @ts-expect-error -- only event streams can be stopped
        ctx.stop()
        return { state: 'on' }
      },
    })
  })
})

test('the handler of content() returns a stream', () => {
  const text = content('text/plain')
  const handler = (): StreamResponse => stream(() => ['a'])
  operation({ ...get, response: text, handler })
  operation({ ...get, response: text, handler: async () => stop() })
  // @ts-expect-error -- text is no stream
  operation({ ...get, response: text, handler: () => 'a' })
  // @ts-expect-error -- nor is a generator: stream(function* () { … })
  operation({ ...get, response: text, *handler() {} })
})
