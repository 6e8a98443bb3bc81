import { HttpError, stream } from '@sluice/core'

import type { Script } from '../differential/script.ts'
import { route, type RouteGroup } from './define-route.ts'

/** The route of the differential test: does what the script in its request body says. */
export const scriptRoutes: RouteGroup = (state) => [
  route(state, 'post', '/script', async (ctx) => {
    const { init, steps } = (await ctx.body.json({ limit: 16 * 1_048_576 })) as Script
    return stream(async () => {
      for (const step of steps) {
        if ('text' in step) await ctx.writer.write(step.text)
        else if ('base64' in step) await ctx.writer.write(Buffer.from(step.base64, 'base64'))
        else if ('unawaited' in step) void ctx.writer.write(step.unawaited)
        else if ('flush' in step) await ctx.writer.flush()
        else if ('turns' in step) await turns(step.turns)
        else if ('status' in step) ctx.status = step.status
        else if ('set' in step) ctx.setHeader(...step.set)
        else if ('append' in step) ctx.appendHeader(...step.append)
        else if ('commit' in step) ctx.commit()
        else throw step.fail === 500 ? new Error('scripted') : new HttpError(step.fail, 'Scripted Failure')
      }
    }, init)
  }),
]

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
