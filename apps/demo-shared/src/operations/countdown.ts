import { setTimeout as sleep } from 'node:timers/promises'
import { eventStream, operation, type Operation } from '@sluice/core'
import { z } from 'zod'

const SECOND = 1_000

/** `GET /countdown/{from}`: a tick each second, then liftoff. A client that reconnects goes on where it was. */
export const countdown: Operation = operation({
  id: 'countdown',
  method: 'GET',
  path: '/countdown/{from}',
  tags: ['streams'],
  summary: 'Count down, one tick a second',
  params: z.object({
    from: z.coerce
      .number()
      .int()
      .min(1)
      .max(60)
      .meta({ examples: [5] }),
  }),
  response: eventStream(
    {
      tick: z.object({ left: z.int().describe('Seconds to liftoff') }).meta({ examples: [{ left: 5 }] }),
      liftoff: z.object({ at: z.iso.datetime() }).meta({ examples: [{ at: '2026-07-20T20:17:40.000Z' }] }),
    },
    {
      description: 'A tick for each second that is left, then liftoff.',
      lastEventId: z.coerce.number().int().min(0).max(60).describe('The seconds that were left'),
    },
  ),
  before(ctx) {
    // It has seen the liftoff: nothing is left to reconnect for.
    if (ctx.lastEventId === 0) ctx.stop()
  },
  async *handler({ lastEventId = Infinity, signal }, { params: { from } }) {
    for (let left = Math.min(from, lastEventId - 1); left > 0; left -= 1) {
      yield { event: 'tick', data: { left }, id: String(left) }
      await sleep(SECOND, undefined, { signal })
    }
    yield { event: 'liftoff', data: { at: new Date().toISOString() }, id: '0' }
  },
})
