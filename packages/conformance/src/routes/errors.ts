import { HttpError, type StreamHandler, stream } from '@sluice/core'

import { numberOf, route, type RouteGroup } from './define-route.ts'
import { patternBytes } from './pattern.ts'

/** Routes that fail (clauses E1 to E4). */
export const errorRoutes: RouteGroup = (state) => [
  route(state, 'get', '/fail/before', before),
  route(state, 'get', '/fail/after', after),
  route(state, 'get', '/fail/framework', before, { errors: 'framework' }),
]

const SECRET = 'secret-cause'

function failure(kind: string | null): unknown {
  switch (kind) {
    case 'http':
      return new HttpError(418, 'I Am a Teapot', {
        detail: 'Only tea comes out of here.',
        headers: { 'x-tea': 'oolong' },
        cause: new Error(SECRET),
      })
    case 'undefined':
      return undefined
    case 'string':
      return SECRET
    case 'abort':
      return new DOMException(SECRET, 'AbortError')
    default:
      return new Error(SECRET)
  }
}

/** Fails while nothing has been sent: in the handler or in the body, at once or after an await. */
const before: StreamHandler = (ctx) => {
  const error = failure(ctx.query.get('kind'))
  const where = ctx.query.get('where')
  ctx.setHeader('x-leftover', 'of the failed response')
  ctx.setHeader('content-type', 'text/x-leftover')
  ctx.setHeader('content-length', 7)
  ctx.status = 201
  if (where === 'handler-sync') throw error
  if (where === 'handler') return Promise.reject(error)
  if (where === 'body-sync') {
    return stream(() => {
      throw error
    })
  }
  if (where === 'generator') {
    return stream(async function* () {
      await new Promise((resolve) => setImmediate(resolve))
      if (where === 'generator') throw error
      yield 'never'
    })
  }
  if (where === 'abort') return stream(() => ctx.writer.abort(error))
  return stream(async () => {
    await new Promise((resolve) => setImmediate(resolve))
    throw error
  })
}

/** Fails after so many bytes; with 0, after the head alone. */
const after: StreamHandler = (ctx) => {
  const bytes = numberOf(ctx.query, 'bytes', 5)
  const error = failure(ctx.query.get('kind'))
  if (ctx.query.get('where') === 'generator') {
    return stream(async function* () {
      yield patternBytes(0, bytes)
      await ctx.writer.flush()
      throw error
    })
  }
  return stream(async () => {
    if (ctx.query.has('declare')) ctx.setHeader('content-length', bytes + 5)
    await ctx.writer.write(patternBytes(0, bytes))
    if (!ctx.query.has('unflushed')) await ctx.writer.flush()
    if (ctx.query.get('where') === 'abort') ctx.writer.abort(error)
    else throw error
  })
}
