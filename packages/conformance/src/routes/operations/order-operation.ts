import { eventStream, HttpError, type Middleware, operation, type Operation } from '@sluice/core'

import { describeError, type RouteState } from '../route-state.ts'
import { anything, digits, object, text } from './shape.ts'

/** Around every operation: records that it was there, and refuses on request. */
export function apiMiddleware(state: RouteState): Middleware {
  return step(state, 'api-middleware')
}

/** An operation whose every step can be seen, and can be made to refuse (clause O4). */
export function orderOperation(state: RouteState): Operation {
  return operation({
    id: 'order',
    method: 'GET',
    path: '/op/order',
    summary: 'The steps that a request takes',
    query: object({ limit: digits, refuse: text }, ['refuse']),
    middleware: [step(state, 'operation-middleware'), step(state, 'inner-middleware')],
    response: eventStream({ done: anything }, { heartbeat: false, lastEventId: digits }),
    before: (ctx, { query }) => {
      state.record(ctx, 'before', { headersSent: ctx.headersSent })
      if (query.refuse === 'before') throw new HttpError(403, 'Forbidden', { detail: 'before' })
    },
    async handler(ctx, { query }, send) {
      state.record(ctx, 'handler', { headersSent: ctx.headersSent })
      if (query.refuse === 'handler') throw new HttpError(403, 'Forbidden', { detail: 'handler' })
      await send('done', { limit: query.limit, lastEventId: ctx.lastEventId ?? null })
    },
  })
}

function step(state: RouteState, name: string): Middleware {
  return async (ctx, next) => {
    state.record(ctx, name, { headersSent: ctx.headersSent })
    if (ctx.query.get('refuse') === name) throw new HttpError(403, 'Forbidden', { detail: name })
    ctx.appendHeader('x-step', name)
    try {
      return await next()
    } catch (error) {
      state.record(ctx, `${name}-saw`, describeError(error))
      throw error
    }
  }
}
