import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { HttpError } from '../src/contract/errors.ts'
import { stream } from '../src/response/stream.ts'
import { type FakeInit, serve, settled } from './fake-exchange.ts'

const log = vi.spyOn(console, 'error').mockImplementation(() => {})
beforeEach(() => void log.mockClear())
afterEach(() => void log.mockClear())

const error = new Error('broken')

describe('E3 the hook hears of every failure once, with the context', () => {
  test.each([
    [
      'a handler that throws',
      () => {
        throw error
      },
    ],
    ['a handler that rejects', () => Promise.reject(error)],
    [
      'a body that throws',
      () =>
        stream(() => {
          throw error
        }),
    ],
    ['a body that rejects', () => stream(() => Promise.reject(error))],
    [
      'a generator that throws',
      () =>
        stream(function* () {
          yield ''
          throw error
        }),
    ],
    ['abort()', () => stream(({ writer }) => writer.abort(error))],
    [
      'abort() of what is thrown too',
      () =>
        stream(({ writer }) => {
          writer.abort(error)
          throw error
        }),
    ],
    [
      'a failure after the head',
      () =>
        stream(async ({ writer }) => {
          await writer.write('a')
          throw error
        }),
    ],
    [
      'a failure around the same error',
      () =>
        stream(async ({ writer }) => {
          writer.abort(error)
          throw new Error('around', { cause: error })
        }),
    ],
  ])('%s', async (_name, handler) => {
    const onError = vi.fn<NonNullable<FakeInit['onError']>>()
    const served = serve(handler, { onError, target: '/broken' })
    await served.over
    await settled()
    expect(onError).toHaveBeenCalledOnce()
    expect(onError).toHaveBeenCalledWith(error, expect.objectContaining({ target: '/broken' }))
    expect(log).not.toHaveBeenCalled()
  })
})

describe('without a hook', () => {
  const silent: FakeInit = { onError: undefined as never, target: '/broken' }

  test('what nobody threw on purpose is logged', async () => {
    await serve(() => {
      throw error
    }, silent).over
    expect(log.mock.calls).toEqual([['[sluice] GET /broken failed:', error]])
  })

  test('what the client did wrong is not', async () => {
    await serve(() => {
      throw new HttpError(404, 'Not Found')
    }, silent).over
    expect(log).not.toHaveBeenCalled()
  })

  test('a 503 is', async () => {
    await serve(() => {
      throw new HttpError(503, 'Later')
    }, silent).over
    expect(log).toHaveBeenCalledOnce()
  })
})
