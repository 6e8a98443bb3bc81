import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { InvalidArgumentError } from '../src/contract/errors.ts'
import { expectHeard } from '../src/promise/unheard.ts'
import { settled, start } from './fake-exchange.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

const error = new Error('a mistake')

/** Refuses, lets someone listen, and says whether it was told of as unheard. */
async function unheard(listen: (rejection: Promise<never>) => unknown): Promise<unknown[]> {
  const told: unknown[] = []
  const listened = listen(expectHeard(error, (mistake) => told.push(mistake)))
  await Promise.resolve(listened).catch(() => {})
  await settled()
  vi.runAllTimers()
  return told
}

describe('a rejection that is to be awaited', () => {
  test('is told of once when nobody does', async () => {
    expect(await unheard(() => {})).toEqual([error])
  })

  test.each<[string, (rejection: Promise<never>) => unknown]>([
    ['await', async (rejection) => rejection],
    ['then', (rejection) => rejection.then(undefined, () => {})],
    ['catch', (rejection) => rejection.catch(() => {})],
    ['finally', (rejection) => rejection.finally(() => {})],
    ['Promise.all', (rejection) => Promise.all([rejection, rejection])],
    ['Promise.allSettled', (rejection) => Promise.allSettled([rejection])],
    ['Promise.resolve', (rejection) => Promise.resolve(rejection)],
    ['a promise resolved with it', (rejection) => new Promise((resolve) => resolve(rejection))],
  ])('is not told of after %s', async (_name, listen) => {
    expect(await unheard(listen)).toEqual([])
  })

  test('rejects with the error, and is a promise', async () => {
    const rejection = expectHeard(error, () => {})
    expect(rejection).toBeInstanceOf(Promise)
    await expect(rejection).rejects.toBe(error)
    const derived = rejection.catch(() => 1)
    expect(Object.getPrototypeOf(derived), 'what follows from it is an ordinary one').toBe(Promise.prototype)
    await expect(derived).resolves.toBe(1)
    vi.runAllTimers()
  })
})

describe('write() of what is no chunk', () => {
  test('rejects, writes nothing, and the stream goes on', async () => {
    const { ctx, sink, errors, finish, over } = await start()
    await expect(ctx.writer.write(5 as never)).rejects.toThrow(InvalidArgumentError)
    vi.runAllTimers()
    expect([errors, sink.calls]).toEqual([[], []])
    await ctx.writer.write('a')
    finish()
    await over
    expect([sink.text, sink.outcome]).toEqual(['a', 'end'])
  })

  test('is reported when nobody awaits it', async () => {
    const { ctx, errors, finish, over } = await start()
    void ctx.writer.write({} as never)
    vi.runAllTimers()
    expect(errors).toEqual([expect.any(InvalidArgumentError)])
    finish()
    await over
  })
})
