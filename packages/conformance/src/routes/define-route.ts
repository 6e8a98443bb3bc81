import { stream, type ServeOptions, type StreamHandler, type StreamResponse } from '@sluice/core'

import type { ConformanceRoute } from '../mount/mount.ts'
import { describeError, type RouteState } from './route-state.ts'

/** Makes the routes of a group, given the state they share. */
export type RouteGroup = (state: RouteState) => ConformanceRoute[]

/** A route under test: its failures and its signal are recorded in the run's log. */
export function route(
  state: RouteState,
  method: 'get' | 'post',
  path: string,
  handler: StreamHandler,
  options: ServeOptions = {},
): ConformanceRoute {
  return {
    method,
    path,
    handler: (ctx) => {
      state.observe(ctx)
      return handler(ctx)
    },
    options: {
      streams: state.streams,
      onError: (error, ctx) => state.record(ctx, 'error', describeError(error)),
      ...options,
    },
  }
}

/** Answers with a value as JSON; the head is settled. */
export function json(value: unknown, status = 200): StreamResponse {
  const text = JSON.stringify(value)
  return stream(
    async ({ writer }) => {
      await writer.write(text)
    },
    {
      status,
      settled: true,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'content-length': Buffer.byteLength(text),
      },
    },
  )
}

/** A whole number from the query, or a default. */
export function numberOf(query: URLSearchParams, name: string, otherwise: number): number {
  const value = query.get(name)
  return value === null ? otherwise : Number(value)
}
