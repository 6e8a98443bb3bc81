import { describe, expect, test } from 'vitest'
import { BodyTooLargeError, HttpError } from '../src/contract/errors.ts'
import { serve, settled, start, stateOf } from './fake-exchange.ts'
import { stream } from '../src/response/stream.ts'

describe('collecting the request body', () => {
  test('bytes() joins what arrives', async () => {
    const { ctx, source } = await start()
    source.arrive('ab', new Uint8Array(), 'c', undefined)
    await expect(ctx.body.bytes()).resolves.toEqual(Uint8Array.of(97, 98, 99))
  })

  test('text() decodes a character that arrives in pieces', async () => {
    const { ctx, source } = await start()
    const [first, ...rest] = new TextEncoder().encode('é😀')
    source.arrive(Uint8Array.of(first ?? 0), Uint8Array.from(rest), undefined)
    await expect(ctx.body.text()).resolves.toBe('é😀')
  })

  test('json() parses', async () => {
    const { ctx, source } = await start()
    source.arrive('{"a":', '[1]}', undefined)
    await expect(ctx.body.json()).resolves.toEqual({ a: [1] })
  })

  test.each(['', '{', 'undefined'])('json() of %j is a 400 with a cause', async (text) => {
    const served = serve(async (ctx) => {
      const value = await ctx.body.json()
      return stream(() => JSON.stringify(value))
    })
    served.source.arrive(...(text === '' ? [] : [text]), undefined)
    await served.over
    expect(served.sink.head?.status).toBe(400)
    expect(JSON.parse(served.sink.text)).toMatchObject({ detail: 'The request body is not valid JSON.' })
    expect(served.errors).toEqual([expect.any(HttpError)])
    expect(served.errors).toMatchObject([{ cause: expect.any(SyntaxError) }])
  })

  test.each(['bytes', 'text', 'json'] as const)('%s() takes 1 MiB unless told otherwise', async (way) => {
    const { ctx, source } = await start()
    source.arrive(new Uint8Array(1024 * 1024), 'x')
    await expect(ctx.body[way]()).rejects.toThrow('longer than the 1048576 bytes allowed')
    expect(source.reads).toBe(2)
  })

  test('its limit may be larger, but not than bodyLimit', async () => {
    const large = await start()
    large.source.arrive(new Uint8Array(2_000_000), undefined)
    await expect(large.ctx.body.bytes({ limit: 2_000_000 })).resolves.toHaveLength(2_000_000)
    const limited = await start({ bodyLimit: 3 })
    limited.source.arrive('abcd')
    await expect(limited.ctx.body.bytes({ limit: 10 })).rejects.toThrow(BodyTooLargeError)
  })
})

describe('stream()', () => {
  test('pulls from the client only what is asked for', async () => {
    const { ctx, source } = await start()
    const reader = ctx.body.stream().getReader()
    await settled()
    expect(source.reads).toBe(0)
    source.arrive('a', undefined)
    await expect(reader.read()).resolves.toEqual({ done: false, value: Uint8Array.of(97) })
    expect(source.reads).toBe(1)
    await expect(reader.read()).resolves.toEqual({ done: true, value: undefined })
  })

  test('fails with the stream', async () => {
    const { ctx, leave } = await start()
    const reader = ctx.body.stream().getReader()
    const read = reader.read()
    await settled()
    leave()
    await expect(read).rejects.toBe(ctx.signal.reason)
  })

  test('cancelled, it throws the rest away', async () => {
    const { ctx, source } = await start()
    const reader = ctx.body.stream().getReader()
    const read = reader.read()
    await settled()
    await reader.cancel()
    expect(source.cancelled).toBe(true)
    source.arrive('late')
    expect(await stateOf(read)).toBe('resolved')
  })

  test('keeps to the limit', async () => {
    const { ctx, source } = await start({ bodyLimit: 1 })
    source.arrive('ab')
    await expect(new Response(ctx.body.stream()).text()).rejects.toThrow(BodyTooLargeError)
  })
})
