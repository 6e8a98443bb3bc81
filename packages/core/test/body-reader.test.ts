import { describe, expect, test } from 'vitest'
import { BodyAlreadyReadError, BodyTooLargeError } from '../src/contract/errors.ts'
import { start, stateOf } from './fake-exchange.ts'

describe('R2 the request body', () => {
  test('is iterated over as it arrives, and not read ahead', async () => {
    const { ctx, source } = await start()
    expect(source.reads).toBe(0)
    const chunks = ctx.body[Symbol.asyncIterator]()
    expect(source.reads).toBe(0)
    const next = chunks.next()
    expect(await stateOf(next)).toBe('pending')
    source.arrive('a', 'b', undefined)
    await expect(next).resolves.toEqual({ done: false, value: Uint8Array.of(97) })
    expect(source.reads).toBe(1)
    await expect(chunks.next()).resolves.toEqual({ done: false, value: Uint8Array.of(98) })
    const end = { done: true, value: undefined }
    await expect(chunks.next()).resolves.toEqual(end)
    await expect(chunks.next()).resolves.toEqual(end)
    expect(source.reads).toBe(3)
  })

  test('left early, it is left unread and can be answered', async () => {
    const { ctx, source, finish, over, sink } = await start()
    source.arrive('a', 'b', 'c')
    for await (const chunk of ctx.body) {
      expect(chunk).toEqual(Uint8Array.of(97))
      break
    }
    expect(source.reads).toBe(1)
    expect(source.cancelled).toBe(false)
    finish()
    await over
    expect(sink.outcome).toBe('end')
  })

  test.each(['bytes', 'text', 'json', 'stream', 'iteration'] as const)(
    'can be read once, by %s',
    async (way) => {
      const { ctx, source } = await start()
      source.arrive(undefined)
      await ctx.body.bytes()
      const again = async (): Promise<unknown> =>
        way === 'iteration' ? ctx.body[Symbol.asyncIterator]().next() : ctx.body[way]()
      await expect(again()).rejects.toThrow(BodyAlreadyReadError)
      await expect(again()).rejects.toThrow('mount this handler before the body parser')
    },
  )

  test('cannot be read when something before us has', async () => {
    const { ctx, source } = await start()
    source.disturbed = true
    await expect(ctx.body.text()).rejects.toThrow(BodyAlreadyReadError)
  })

  test('past bodyLimit is refused with 413, and no more is read', async () => {
    const { ctx, source, fail, over, sink } = await start({ bodyLimit: 5 })
    source.arrive('abc', 'def', 'ghi')
    const chunks: Uint8Array[] = []
    const reading = (async () => {
      for await (const chunk of ctx.body) chunks.push(chunk)
    })()
    await expect(reading).rejects.toThrow(BodyTooLargeError)
    expect(chunks).toHaveLength(1)
    expect(source.reads).toBe(2)
    expect(source.cancelled).toBe(true)
    await reading.catch(fail)
    await over
    expect(sink.head?.status).toBe(413)
    expect(JSON.parse(sink.text)).toMatchObject({
      detail: 'The request body is longer than the 5 bytes allowed here.',
    })
  })

  test('of just bodyLimit is taken', async () => {
    const { ctx, source } = await start({ bodyLimit: 5, headers: { 'content-length': '5' } })
    source.arrive('abc', 'de', undefined)
    await expect(ctx.body.text()).resolves.toBe('abcde')
  })

  test('whose declared length is too much is refused unread', async () => {
    const { ctx, source } = await start({ bodyLimit: 5, headers: { 'content-length': '6' } })
    await expect(ctx.body.text()).rejects.toThrow(BodyTooLargeError)
    expect(source.reads).toBe(0)
    expect(source.cancelled).toBe(true)
  })
})
