import { describe, expect, test } from 'vitest'
import type { Context } from '../src/context/context.ts'
import { contextKey } from '../src/context/context-key.ts'
import { HttpError, NotSupportedError, WrongContextError } from '../src/contract/errors.ts'
import type { MultipartParser } from '../src/contract/form.ts'
import { nativeKind } from '../src/exchange/native-kind.ts'
import { start } from './fake-exchange.ts'

describe('R1 the request', () => {
  test('is what the adapter says', async () => {
    const { ctx } = await start({
      method: 'POST',
      target: '/a%2Fb/?q=1&q=2&e=%20+',
      host: 'example.org:8080',
    })
    expect(ctx).toMatchObject({ method: 'POST', target: '/a%2Fb/?q=1&q=2&e=%20+', scheme: 'http' })
    expect(ctx.host).toBe('example.org:8080')
    expect(ctx.url.href).toBe('http://example.org:8080/a%2Fb/?q=1&q=2&e=%20+')
    expect(ctx.query.getAll('q')).toEqual(['1', '2'])
    expect(ctx.query.get('e')).toBe('  ')
    expect(ctx.query).toBe(ctx.query)
    expect(ctx.url).toBe(ctx.url)
    expect(ctx.params).toEqual({})
  })

  test('has an empty query without a question mark', async () => {
    const { ctx } = await start({ target: '/a' })
    expect(ctx.query.size).toBe(0)
  })

  test('whose host and target make no URL is a 400 when the URL is asked for', async () => {
    const { ctx } = await start({ host: 'a b' })
    expect(() => ctx.url).toThrow(HttpError)
    expect(() => ctx.url).toThrow('Host and target of the request do not make a URL.')
    expect(ctx.target).toBe('/')
  })

  test('has headers by case-insensitive name', async () => {
    const { ctx } = await start({ headers: { 'x-a': '1', cookie: 'a=1; b=2' } })
    expect(ctx.headers.get('X-A')).toBe('1')
    expect(ctx.headers.has('x-b')).toBe(false)
    expect([...ctx.headers]).toEqual([
      ['x-a', '1'],
      ['cookie', 'a=1; b=2'],
    ])
    expect(ctx.cookies.get('b')).toBe('2')
    expect(ctx.cookies).toBe(ctx.cookies)
  })

  test('has a connection where the adapter knows it', async () => {
    const { ctx } = await start()
    expect(ctx).toMatchObject({ httpVersion: '1.1', remoteAddress: '192.0.2.1', tls: undefined })
  })

  test.each(['httpVersion', 'remoteAddress', 'tls'] as const)('%s is never made up', async (fact) => {
    const { ctx } = await start({ httpVersion: null, capabilities: [] })
    expect(() => ctx[fact]).toThrow(NotSupportedError)
    expect(() => ctx[fact]).toThrow("check ctx.capabilities.has('connectionInfo') first")
    expect(ctx.capabilities.has('connectionInfo')).toBe(false)
  })
})

describe('R3 forms', () => {
  const parts: MultipartParser = async function* () {}
  const headers = { 'content-type': 'Multipart/Form-Data; boundary=x' }

  test('are parsed by what the adapter brings, with the limits given', async () => {
    const calls: unknown[][] = []
    const { ctx } = await start({
      headers,
      parseMultipart: (...args) => {
        calls.push(args)
        return parts(...args)
      },
    })
    ctx.form({ maxParts: 3 })
    ctx.form()
    expect(calls).toEqual([
      [ctx.body, headers['content-type'], { maxParts: 3 }],
      [ctx.body, headers['content-type'], {}],
    ])
  })

  test.each([undefined, 'application/json'])('of type %s are a 415', async (type) => {
    const { ctx } = await start({
      parseMultipart: parts,
      headers: type === undefined ? {} : { 'content-type': type },
    })
    expect(() => ctx.form()).toThrow(expect.objectContaining({ status: 415 }))
  })

  test('without a parser are not supported', async () => {
    const { ctx } = await start({ headers })
    expect(() => ctx.form()).toThrow(NotSupportedError)
    expect(() => ctx.form()).toThrow("'multipart'")
  })
})

test('values are shared with the framework, by name', async () => {
  const { ctx, exchange } = await start()
  const userKey = contextKey<{ name: string }>('user')
  expect(ctx.get(userKey)).toBeUndefined()
  ctx.set(userKey, { name: 'Ada' })
  expect(exchange.values.get('user')).toEqual({ name: 'Ada' })
  expect(ctx.get(contextKey<{ name: string }>('user'))?.name).toBe('Ada')
})

describe('unwrap()', () => {
  const kind = nativeKind<{ id: number }>('Fake')

  test('gives the native objects back', async () => {
    const { ctx } = await start({ native: kind.wrap({ id: 7 }) })
    expect(kind.unwrap(ctx)).toEqual({ id: 7 })
  })

  test('refuses the context of another adapter, even of the same name', async () => {
    const { ctx } = await start({ native: kind.wrap({ id: 7 }) })
    const other = nativeKind<{ id: number }>('Fake')
    expect(() => other.unwrap(ctx)).toThrow(WrongContextError)
    expect(() => other.unwrap(ctx)).toThrow(
      'This context does not come from the Fake adapter: use the unwrap() of the adapter that serves it.',
    )
    expect(() => kind.unwrap({} as Context)).toThrow(WrongContextError)
  })
})
