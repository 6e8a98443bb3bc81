import { expect, test } from 'vitest'
import { HttpError, InvalidArgumentError } from '../src/contract/errors.ts'
import { compose, type Middleware } from '../src/response/middleware.ts'
import { stream } from '../src/response/stream.ts'
import { serve } from './fake-exchange.ts'

test('the first is outermost, and the body runs after all of them', async () => {
  const order: string[] = []
  const named =
    (name: string): Middleware =>
    async (_ctx, next) => {
      order.push(`${name} in`)
      const response = await next()
      order.push(`${name} out`)
      return response
    }
  const handler = compose([named('a'), named('b')], () => {
    order.push('handler')
    return stream(() => void order.push('body'))
  })
  await serve(handler).over
  expect(order).toEqual(['a in', 'b in', 'handler', 'b out', 'a out', 'body'])
})

test('without middleware it is the handler', () => {
  const handler = () => stream(() => {})
  expect(compose([], handler)).toBe(handler)
})

test('a middleware may answer itself, or change the response', async () => {
  const teapot: Middleware = () => stream(() => {}, { status: 418 })
  const created: Middleware = async (_ctx, next) => ({ ...(await next()), status: 201 })
  const never = serve(compose([teapot], () => expect.unreachable()))
  const changed = serve(compose([created], () => stream(() => {})))
  await Promise.all([never.over, changed.over])
  expect(never.sink.head?.status).toBe(418)
  expect(changed.sink.head?.status).toBe(201)
})

test('a composed handler serves many requests', async () => {
  const handler = compose([(_ctx, next) => next()], () => stream(() => {}))
  for (const served of [serve(handler), serve(handler)]) {
    await served.over
    expect(served.errors).toEqual([])
  }
})

test('next() twice is refused, whoever waits for it', async () => {
  let handlerRuns = 0
  const twice: Middleware = async (_ctx, next) => {
    await next()
    return next()
  }
  const served = serve(compose([twice], () => stream(() => {}, { status: 200 + handlerRuns++ })))
  await served.over
  expect(handlerRuns).toBe(1)
  expect(served.errors).toEqual([expect.any(InvalidArgumentError)])
  expect(served.sink.head?.status).toBe(500)
})

test('a failure of the handler reaches the middleware around it', async () => {
  const recover: Middleware = async (_ctx, next) => {
    try {
      return await next()
    } catch {
      return stream(() => {}, { status: 202 })
    }
  }
  const served = serve(
    compose([recover], () => {
      throw new HttpError(404, 'Not Found')
    }),
  )
  await served.over
  expect(served.sink.head?.status).toBe(202)
  expect(served.errors).toEqual([])
})

test('a middleware that returns nothing is told what a handler returns', async () => {
  const forgetful = (() => {}) as unknown as Middleware
  const served = serve(compose([forgetful], () => stream(() => {})))
  await served.over
  expect(served.errors).toMatchObject([
    { message: expect.stringContaining('or in a middleware: return next().') },
  ])
})
