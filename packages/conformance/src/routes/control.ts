import type { Context, StreamHandler } from '@sluice/core'

import type { ConformanceRoute } from '../mount/mount.ts'
import { json, numberOf, type RouteGroup } from './define-route.ts'

/** Routes by which the suite drives the others and looks at what they did. They are not under test. */
export const controlRoutes: RouteGroup = (state) => {
  const control = (path: string, handler: StreamHandler): ConformanceRoute => ({
    method: 'get',
    path,
    handler,
    options: { streams: state.controlStreams },
  })
  const runOf = (ctx: Context): string => ctx.query.get('run') ?? ''
  return [
    control('/info', (ctx) => json({ suite: 'sluice', capabilities: [...ctx.capabilities] })),
    control('/observe', async (ctx) => {
      const seen = await ctx.until(state.log.wait(runOf(ctx), ctx.query.getAll('event')))
      return json({ seen, observations: state.log.of(runOf(ctx)) })
    }),
    control('/mark', (ctx) => {
      state.log.record(runOf(ctx), ctx.query.get('event') ?? '')
      return json({ marked: true })
    }),
    control('/counters', async (ctx) => {
      state.watch.start()
      return json(await state.watch.counters(ctx.query.has('collect')))
    }),
    control('/drain', (ctx) => {
      const timeout = numberOf(ctx.query, 'timeout', 10_000)
      const retryAfter = numberOf(ctx.query, 'retryAfter', 5)
      void state.streams
        .drain({ timeout, retryAfter })
        .then((result) => state.log.record(runOf(ctx), 'drained', result))
      return json({ draining: state.streams.draining })
    }),
  ]
}
