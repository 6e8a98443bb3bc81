import { type StreamHandler, stream } from '@sluice/core'

import { route, type RouteGroup } from './define-route.ts'
import type { RouteState } from './route-state.ts'

/** Routes that run while the server drains (clause S1). */
export const shutdownRoutes: RouteGroup = (state) => [
  route(state, 'get', '/drain/polite', polite(state)),
  route(state, 'get', '/drain/stubborn', stubborn(state)),
]

/** Ends, with a last word, when it is told that the server is draining. */
const polite =
  (state: RouteState): StreamHandler =>
  () =>
    stream(async (ctx) => {
      await ctx.writer.write('ready;')
      await ctx.until(
        new Promise<void>((resolve) =>
          ctx.draining.addEventListener('abort', () => resolve(), { once: true }),
        ),
      )
      state.record(ctx, 'told')
      await ctx.writer.write('goodbye')
    })

/** Takes no notice of draining, and goes on until it is cut off. */
const stubborn =
  (state: RouteState): StreamHandler =>
  () =>
    stream(async (ctx) => {
      try {
        await ctx.writer.write('ready;')
        await ctx.until(new Promise<never>(() => undefined))
      } finally {
        state.record(ctx, 'finally')
      }
    })
