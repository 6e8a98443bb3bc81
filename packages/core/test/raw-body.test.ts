import { describe, expect, test } from 'vitest'
import { HttpError, InvalidArgumentError } from '../src/contract/errors.ts'
import { checkRawBody, rawBody } from '../src/operation/read-body.ts'
import { start } from './fake-exchange.ts'

/** Checks a request of that content type: the error, if there is one. */
async function check(contentType: string | undefined, ...taken: string[]): Promise<unknown> {
  const { ctx } = await start(contentType === undefined ? {} : { headers: { 'content-type': contentType } })
  try {
    return checkRawBody(ctx, rawBody(...taken))
  } catch (error) {
    return error
  }
}

describe('rawBody', () => {
  test('is a marker that names the types', () => {
    expect(rawBody('text/plain', 'image/*')).toEqual({ kind: 'raw', mediaTypes: ['text/plain', 'image/*'] })
    expect(rawBody()).toEqual({ kind: 'raw', mediaTypes: ['*/*'] })
  })

  test.each(['', 'text', 'text/', '*/plain', 'text/plain, text/html', 'text/plain;charset'])(
    'refuses %j',
    (mediaType) => {
      expect(() => rawBody('text/plain', mediaType)).toThrow(InvalidArgumentError)
      expect(() => rawBody(mediaType)).toThrow(JSON.stringify(mediaType))
    },
  )
})

describe('checkRawBody', () => {
  test.each<[contentType: string | undefined, ...taken: string[]]>([
    ['text/plain', 'text/plain'],
    ['Text/Plain; charset=latin1', 'text/plain'],
    ['text/plain; charset=UTF-8', 'text/plain;charset=utf-8'],
    ['text/csv', 'text/plain', 'text/csv'],
    ['image/png', 'text/plain', 'image/*'],
    ['anything/else', '*/*'],
    ['anything/else'],
    [undefined],
    [undefined, 'application/octet-stream'],
  ])('takes %j', async (contentType, ...taken) => {
    expect(await check(contentType, ...taken)).toBeUndefined()
  })

  test.each<[contentType: string | undefined, ...taken: string[]]>([
    ['text/html', 'text/plain', 'image/*'],
    ['text/plain; charset=latin1', 'text/plain;charset=utf-8'],
    ['text/plain', 'text/plain;charset=utf-8'],
    ['nonsense'],
    [undefined, 'text/plain'],
  ])('answers 415 to %j', async (contentType, ...taken) => {
    const error = await check(contentType, ...taken)
    expect(error).toBeInstanceOf(HttpError)
    expect(error).toMatchObject({ status: 415, headers: { accept: taken.join(', ') || '*/*' } })
  })

  test('says what is taken', async () => {
    expect(await check('text/html', 'text/plain', 'image/*')).toMatchObject({
      detail: 'The request body has to be text/plain or image/*.',
      headers: { accept: 'text/plain, image/*' },
    })
  })
})
