import { type Api, createApi, type Middleware, type ObservedStream, type StreamObserver } from '@sluice/core'

import { describeError, type RouteState } from '../route-state.ts'
import { eventOperations } from './event-operations.ts'
import { inputOperations } from './input-operations.ts'
import { itemOperations } from './item-operations.ts'
import { apiMiddleware, orderOperation } from './order-operation.ts'
import { pathOperations } from './path-operations.ts'

/** Makes the api of the suite: its failures, signals and observed streams are recorded in the run's log. */
export function conformanceApi(state: RouteState): Api {
  const watched: Middleware = (ctx, next) => {
    state.observe(ctx)
    return next()
  }
  return createApi({
    title: 'Sluice conformance',
    version: '1.0.0',
    // Beyond ASCII on purpose: the documents are UTF-8.
    description: 'What the suite asks of typed operations \u2013 \u6c34 \u{1f30a}.',
    operations: [
      ...pathOperations,
      ...inputOperations(state),
      ...eventOperations(state),
      ...itemOperations(state),
      orderOperation(state),
    ],
    middleware: [watched, apiMiddleware(state)],
    streams: state.streams,
    onError: (error, ctx) => state.record(ctx, 'error', describeError(error)),
    observer: observer(state),
  })
}

/** Records each call with its figures; throws afterwards if the request asks for that (clause O6). */
function observer(state: RouteState): StreamObserver {
  const tell = (stream: ObservedStream, event: string, more: object = {}): void => {
    const { name, status, bytes, events, duration, ctx } = stream
    state.record(ctx, event, { name, status, bytes, events, duration, ...more })
    if (ctx.query.has('observer')) throw new Error('an observer that throws, as the request has asked for')
  }
  return {
    open: (stream) => tell(stream, 'observed-open'),
    commit: (stream) => tell(stream, 'observed-commit'),
    end: (stream, { outcome, ...rest }) =>
      tell(stream, 'observed-end', {
        outcome,
        ...('error' in rest ? { error: describeError(rest.error) } : {}),
      }),
  }
}
