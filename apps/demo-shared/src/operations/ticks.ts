import { setTimeout as sleep } from 'node:timers/promises'
import { eventStream, operation, type Operation } from '@sluice/core'
import { z } from 'zod'
import { ENDLESS } from './endless.ts'

/** Most ticks that are sent after they were due: of those that a client has missed, or a machine slept through. */
const MOST_LATE = 10_000

/** Milliseconds that a client may be ahead of a clock which was set back; then it waits for it. */
const MOST_AHEAD = 10_000

/** Milliseconds after which a client is to reconnect: soon, because somebody watches. */
const RETRY = 300

const query = z.object({
  every: z.coerce
    .number()
    .int()
    .min(10)
    .max(60_000)
    .default(100)
    .describe('Milliseconds between two ticks; each has a number, whoever asks and whenever'),
  viewer: z.string().max(100).optional().describe('Tells a client from others, for POST /drop'),
})

/**
 * `GET /ticks?every=`: a clock whose ticks are numbered since 1970. A client that was away is sent what it has missed,
 * by another process too if this one was restarted: so it can count what was lost, and what came twice.
 */
export const ticks: Operation = operation({
  id: 'ticks',
  method: 'GET',
  path: '/ticks',
  tags: ['streams'],
  summary: 'Follow a clock whose ticks are numbered',
  query,
  response: eventStream(
    {
      tick: z
        .object({
          number: z.int().min(0),
          missed: z.boolean().describe('It was due while the client was away'),
        })
        .meta({ examples: [{ number: 17_000_000_000, missed: false }] }),
    },
    {
      ...ENDLESS,
      description: 'A tick each time it is due, and first those that were missed.',
      lastEventId: z.coerce.number().int().min(0).describe('The number of the last tick that came'),
    },
  ),
  async handler({ lastEventId, signal }, { query: { every } }, send) {
    const opened = numberAt(Date.now(), every)
    // Who is further ahead has counted at another pace.
    const isKnown = lastEventId !== undefined && lastEventId <= numberAt(Date.now() + MOST_AHEAD, every)
    let next = isKnown ? lastEventId + 1 : opened
    await send.retry(RETRY)
    for (;;) {
      const due = numberAt(Date.now(), every)
      for (next = Math.max(next, due - MOST_LATE + 1); next <= due; next += 1) {
        await send('tick', { number: next, missed: isKnown && next <= opened }, { id: String(next) })
      }
      // No longer than from one tick to the next, in case the clock is set.
      const wait = Math.min(every, next * every - Date.now())
      await sleep(Math.max(1, wait), undefined, { signal })
    }
  },
})

function numberAt(time: number, every: number): number {
  return Math.floor(time / every)
}
