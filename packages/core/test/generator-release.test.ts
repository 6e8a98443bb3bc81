import { describe, expect, test } from 'vitest'
import { ClientDisconnectedError, InvalidArgumentError } from '../src/contract/errors.ts'
import { serveBody, settled } from './fake-exchange.ts'

const never = new Promise<never>(() => {})

describe('L3 when the client leaves', () => {
  test('a generator parked on a promise is released, through the signal it was given', async () => {
    const order: string[] = []
    const served = serveBody(async function* (ctx) {
      try {
        yield 'a'
        await ctx.until(never)
      } finally {
        order.push('released')
      }
    })
    await settled()
    served.leave()
    await served.over
    await settled()
    expect(order).toEqual(['released'])
    expect(served.errors).toEqual([])
  })

  test('an iterator whose next() never settles is returned', async () => {
    let returns = 0
    const served = serveBody(() => ({
      [Symbol.asyncIterator]: () => ({
        next: () => never,
        return: () => {
          returns++
          return Promise.resolve({ done: true as const, value: undefined })
        },
      }),
    }))
    await settled()
    served.leave()
    await served.over
    expect(returns).toBe(1)
  })

  test.each(['async', 'sync'])('a generator that waits for room runs its finally (%s)', async (kind) => {
    let released = 0
    const body = {
      async *async() {
        try {
          for (;;) yield 'x'.repeat(32_768)
        } finally {
          released++
        }
      },
      *sync() {
        try {
          for (;;) yield 'x'.repeat(32_768)
        } finally {
          released++
        }
      },
    }[kind as 'async' | 'sync']
    const served = serveBody(body, { prepare: (sink) => (sink.hasRoom = false) })
    await settled()
    served.leave()
    await served.over
    await settled()
    expect(released).toBe(1)
    expect(served.errors).toEqual([])
  })

  test('a generator that has seen it may still fail, and that is reported once', async () => {
    const error = new Error('clean-up failed')
    const served = serveBody(
      async function* () {
        try {
          for (;;) yield 'x'.repeat(32_768)
        } finally {
          // oxlint-disable-next-line no-unsafe-finally -- it is what is tested
          throw error
        }
      },
      { prepare: (sink) => (sink.hasRoom = false) },
    )
    await settled()
    served.leave()
    await settled()
    expect(served.errors).toEqual([error])
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('return() broke')
      },
    ],
    ['returns no promise', () => ({ done: true, value: undefined })],
  ])('an iterator whose return() %s stops nothing else', async (name, onReturn) => {
    const served = serveBody((ctx) => {
      void ctx.until(never).catch((error: unknown) => seen.push(error))
      return { [Symbol.asyncIterator]: () => ({ next: () => never, return: onReturn as never }) }
    })
    const seen: unknown[] = []
    await settled()
    served.leave()
    await served.over
    await settled()
    expect(served.streams.size).toBe(0)
    expect(seen).toEqual([expect.any(ClientDisconnectedError)])
    expect(served.errors).toHaveLength(name === 'throws' ? 1 : 0)
  })
})

test('an iterator that has come to its end is left alone', async () => {
  let returns = 0
  const served = serveBody(() => ({
    [Symbol.asyncIterator]: () => ({
      next: () => Promise.resolve({ done: true as const, value: undefined }),
      return: () => Promise.resolve({ done: true as const, value: returns++ }),
    }),
  }))
  await served.over
  expect(returns).toBe(0)
})

test('a chunk that is none is a failure, and the generator is released', async () => {
  let released = false
  const served = serveBody(async function* () {
    try {
      yield 5 as unknown as string
    } finally {
      released = true
    }
  })
  await served.over
  expect(released).toBe(true)
  expect(served.errors).toEqual([expect.any(InvalidArgumentError)])
  expect(served.sink.head?.status).toBe(500)
})

test('a generator whose chunk could not be written is released before that is reported', async () => {
  const order: unknown[] = []
  const served = serveBody(
    async function* () {
      try {
        yield 5 as unknown as string
      } finally {
        await settled()
        order.push('released')
      }
    },
    { onError: (error) => order.push(error) },
  )
  await served.over
  expect(order).toEqual(['released', expect.any(InvalidArgumentError)])
})
