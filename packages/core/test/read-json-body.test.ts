import { describe, expect, test } from 'vitest'
import { BodyTooLargeError, HttpError } from '../src/contract/errors.ts'
import { readJsonBody } from '../src/operation/read-body.ts'
import { stream } from '../src/response/stream.ts'
import { serve, type Served } from './fake-exchange.ts'

interface Read {
  readonly served: Served
  /** What was read, if that went well. */
  readonly value: unknown
}

/** Serves a request whose body is read as JSON, and waits for the answer. */
async function read(
  headers: Readonly<Record<string, string>>,
  chunks: readonly (string | Uint8Array)[],
  limit: number = 1_000,
): Promise<Read> {
  let value: unknown
  const served = serve(
    async (ctx) => {
      value = await readJsonBody(ctx, limit)
      return stream(() => '')
    },
    { method: 'POST', headers },
  )
  served.source.arrive(...chunks, undefined)
  await served.over
  return { served, value }
}

describe('readJsonBody', () => {
  test.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json; charset=utf8; profile="a;b"',
    'application/problem+json',
    'application/vnd.api+json; ext="https://example.org/x"',
    'model/gltf+json',
  ])('takes %j', async (contentType) => {
    const { value, served } = await read({ 'content-type': contentType }, ['{"a":', '"é"}'])
    expect(value).toEqual({ a: 'é' })
    expect(served.errors).toEqual([])
  })

  test.each([
    'text/plain',
    'text/json',
    'application/jsonl',
    'application/x-www-form-urlencoded',
    'application/json; charset=iso-8859-1',
    'application/json; charset=utf-16',
    'application/json, application/json',
    'application/xml+json+xml',
    'json',
    '',
    '*/*',
  ])('answers 415 to %j and says what is taken', async (contentType) => {
    const { value, served } = await read({ 'content-type': contentType }, ['{}'])
    expect(value).toBeUndefined()
    expect(served.errors).toMatchObject([
      { status: 415, headers: { accept: 'application/json, application/*+json' } },
    ])
    expect(served.sink.head?.status).toBe(415)
    expect(JSON.parse(served.sink.text)).toMatchObject({
      title: 'Unsupported Media Type',
      detail: expect.stringContaining('content-type of application/json'),
    })
    expect(served.source.reads).toBe(0)
  })

  test('answers 415 to a compressed body and says what coding is taken', async () => {
    const { served } = await read({ 'content-type': 'application/json', 'content-encoding': 'gzip' }, ['x'])
    expect(served.errors).toMatchObject([{ status: 415, headers: { 'accept-encoding': 'identity' } }])
  })

  test('the coding identity is none', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'Identity' }
    expect(await read(headers, ['1'])).toMatchObject({ value: 1 })
  })

  test('without type and bytes there is no body', async () => {
    const { value, served } = await read({}, ['', new Uint8Array()])
    expect(value).toBeUndefined()
    expect(served.errors).toEqual([])
  })

  test('without a type, bytes are a 415, and no more of them are read', async () => {
    const { served } = await read({}, ['', '{', '}'])
    expect(served.errors).toMatchObject([{ status: 415 }])
    expect(served.source.reads).toBe(2)
  })

  test.each(['', ' ', '{', 'undefined', '{"a":1,}', "{'a':1}"])('%j is not JSON: 400', async (text) => {
    const { served } = await read({ 'content-type': 'application/json' }, [text])
    expect(served.errors).toEqual([expect.any(HttpError)])
    expect(served.errors).toMatchObject([
      { status: 400, detail: 'The request body is not valid JSON.', cause: expect.any(SyntaxError) },
    ])
  })

  test.each([
    [Uint8Array.of(0x22, 0xff, 0x22)],
    [Uint8Array.of(0x22, 0xc3)],
    [Uint8Array.of(0xff, 0xfe, 0x31, 0x00)],
  ])('%j is not UTF-8: 400', async (bytes) => {
    const { served } = await read({ 'content-type': 'application/json' }, [bytes])
    expect(served.errors).toMatchObject([{ status: 400, detail: 'The request body is not valid UTF-8.' }])
  })

  test('a byte order mark is passed over, a character may come in pieces', async () => {
    const bytes = new TextEncoder().encode('\uFEFF"😀"')
    const { value } = await read(
      { 'content-type': 'application/json' },
      Array.from(bytes, (byte) => Uint8Array.of(byte)),
    )
    expect(value).toBe('😀')
  })

  test('up to the limit it is read, past it the answer is 413', async () => {
    const headers = { 'content-type': 'application/json' }
    expect(await read(headers, ['"345"'], 5)).toMatchObject({ value: '345' })
    const { served } = await read(headers, ['"345', '6"'], 5)
    expect(served.errors).toEqual([expect.any(BodyTooLargeError)])
    expect(served.sink.head?.status).toBe(413)
  })

  test('a member named __proto__ is only a member', async () => {
    const { value } = await read({ 'content-type': 'application/json' }, ['{"__proto__":{"a":1}}'])
    expect(Object.keys(Object(value))).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })
})
