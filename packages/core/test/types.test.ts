import { describe, expectTypeOf, test } from 'vitest'
import {
  type BodyReader,
  type BodyWriter,
  type Chunk,
  compose,
  type Context,
  type ContextKey,
  contextKey,
  type DrainOptions,
  drain,
  type FormPart,
  HttpError,
  type Instant,
  type Middleware,
  nativeKind,
  stream,
  type StreamBody,
  type StreamHandler,
  type StreamResponse,
  type SluiceErrorCode,
} from '../src/index.ts'

interface User {
  readonly name: string
}

// Only type-checked: what is called here is never run.
const never = false as boolean
declare const ctx: Context

describe('StreamHandler', () => {
  test('returns a stream, or a promise of one', () => {
    expectTypeOf<StreamHandler>().parameters.toEqualTypeOf<[Context]>()
    expectTypeOf<() => StreamResponse>().toExtend<StreamHandler>()
    expectTypeOf<(c: Context) => Promise<StreamResponse>>().toExtend<StreamHandler>()
    expectTypeOf<() => string>().not.toExtend<StreamHandler>()
    expectTypeOf<() => undefined>().not.toExtend<StreamHandler>()
    expectTypeOf(compose).returns.toEqualTypeOf<StreamHandler>()
  })

  test('a middleware gets the context and the response of the next', () => {
    expectTypeOf<Middleware>().parameters.toEqualTypeOf<[Context, () => Promise<StreamResponse>]>()
    expectTypeOf<Middleware>().returns.toEqualTypeOf<StreamResponse | Promise<StreamResponse>>()
  })
})

describe('StreamBody', () => {
  test('is any function from a context to its chunks, or to nothing', () => {
    expectTypeOf<() => void>().toExtend<StreamBody>()
    expectTypeOf<(c: Context) => Promise<void>>().toExtend<StreamBody>()
    expectTypeOf<() => Generator<string>>().toExtend<StreamBody>()
    expectTypeOf<() => Generator<Uint8Array, void>>().toExtend<StreamBody>()
    expectTypeOf<() => AsyncGenerator<Chunk>>().toExtend<StreamBody>()
    expectTypeOf<() => AsyncIterable<Buffer>>().toExtend<StreamBody>()
    expectTypeOf<() => ReadableStream<Uint8Array>>().toExtend<StreamBody>()
    expectTypeOf<() => string[]>().toExtend<StreamBody>()
  })

  test('yields nothing but text and bytes', () => {
    expectTypeOf<() => Generator<number>>().not.toExtend<StreamBody>()
    expectTypeOf<() => AsyncGenerator<object>>().not.toExtend<StreamBody>()
    expectTypeOf<() => Uint8Array>().not.toExtend<StreamBody>()
    expectTypeOf<() => Promise<string>>().not.toExtend<StreamBody>()
    expectTypeOf<() => Promise<AsyncGenerator<string>>>().not.toExtend<StreamBody>()
  })

  test('gets its context inferred', () => {
    stream((c) => {
      expectTypeOf(c).toEqualTypeOf<Context>()
    })
    stream(function* (c) {
      expectTypeOf(c).toEqualTypeOf<Context>()
      yield 'text'
    })
    stream(async function* (c) {
      expectTypeOf(c.writer).toEqualTypeOf<BodyWriter>()
      yield new Uint8Array()
    })
    expectTypeOf(stream).returns.toEqualTypeOf<StreamResponse>()
  })
})

describe('Context', () => {
  test('values have the type of their key', () => {
    const userKey = contextKey<User>('user')
    expectTypeOf(userKey).toEqualTypeOf<ContextKey<User>>()
    if (never) {
      expectTypeOf(ctx.get(userKey)).toEqualTypeOf<User | undefined>()
      ctx.set(userKey, { name: 'Ada' })
      // @ts-expect-error -- a user has a name
      ctx.set(userKey, { nickname: 'Ada' })
    }
    expectTypeOf<ContextKey<User>>().not.toExtend<ContextKey<string>>()
    expectTypeOf<ContextKey<'a'>>().not.toExtend<ContextKey<string>>()
  })

  test('cannot be written to but for the status', () => {
    expectTypeOf<Context>().toHaveProperty('status').toEqualTypeOf<number>()
    expectTypeOf<Context['params']>().toEqualTypeOf<Readonly<Record<string, string>>>()
    expectTypeOf<Context['body']>().toEqualTypeOf<BodyReader>()
    expectTypeOf<Context['form']>().returns.toEqualTypeOf<AsyncIterable<FormPart>>()
    if (never) {
      // @ts-expect-error -- the request is as it is
      ctx.method = 'POST'
    }
  })

  test('until() keeps the type of what it waits for', () => {
    if (never) {
      expectTypeOf(ctx.until(Promise.resolve(5))).toEqualTypeOf<Promise<number>>()
      expectTypeOf(ctx.until({} as PromiseLike<User>)).toEqualTypeOf<Promise<User>>()
    }
  })

  test('the body is bytes, and its JSON is unknown', () => {
    expectTypeOf<BodyReader>().toExtend<AsyncIterable<Uint8Array>>()
    expectTypeOf<BodyReader['json']>().returns.toEqualTypeOf<Promise<unknown>>()
    expectTypeOf<BodyReader['text']>().returns.toEqualTypeOf<Promise<string>>()
    expectTypeOf<BodyReader['setReadDeadline']>().parameter(0).toEqualTypeOf<Instant | undefined>()
  })
})

describe('BodyWriter', () => {
  test('takes text and bytes', () => {
    expectTypeOf<BodyWriter['write']>().toEqualTypeOf<(chunk: string | Uint8Array) => Promise<void>>()
    expectTypeOf<Buffer>().toExtend<Chunk>()
    expectTypeOf<ArrayBuffer>().not.toExtend<Chunk>()
  })

  test('takes a deadline as an instant, and takes it back', () => {
    expectTypeOf<BodyWriter['setWriteDeadline']>().parameter(0).toEqualTypeOf<Date | number | undefined>()
    expectTypeOf<string>().not.toExtend<Instant>()
    expectTypeOf<null>().not.toExtend<Instant>()
  })
})

test('the rest', () => {
  expectTypeOf(drain).parameter(0).toEqualTypeOf<DrainOptions | undefined>()
  expectTypeOf(new HttpError(404, 'Not Found').code).toEqualTypeOf<SluiceErrorCode>()
  const kind = nativeKind<User>('Fake')
  expectTypeOf(kind.unwrap).toEqualTypeOf<(ctx: Context) => User>()
  expectTypeOf(kind.wrap).parameter(0).toEqualTypeOf<User>()
})
