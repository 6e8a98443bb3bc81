import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Context,
  type EventContext,
  eventStream,
  type Operation,
  operation,
  type SendEvent,
  type StreamingOptions,
} from '@sluice/core'
import { z } from 'zod'
import { cutOff } from './cuts.ts'
import type { Orders } from './orders.ts'

/** Milliseconds after which clients come back, where a test does not say otherwise. */
export const RETRY = 20

/** Milliseconds between two numbers. */
const PACE = 2

const NUMBERS = { tick: z.object({ n: z.number() }) }
const ID = z.coerce.number().int().nonnegative()

/** What the operations need of the server that they run on. */
export interface Surroundings {
  readonly orders: Orders
  readonly socketOf: (ctx: Context) => Socket
}

/**
 * Endless numbers with ids, from the one after the last event that the client has seen: `/numbers`
 * until it is cut off, `/lived` until its maximum lifetime is over, `/drained` until the server drains.
 */
export function numbers(surroundings: Surroundings): Operation[] {
  return [
    counting('numbers', {}, surroundings),
    counting('lived', { maxLifetime: 60 }, surroundings),
    counting('drained', { endOnDrain: true }, surroundings),
  ]
}

function counting(id: string, options: StreamingOptions, { orders, socketOf }: Surroundings): Operation {
  return operation({
    id,
    method: 'GET',
    path: `/${id}`,
    response: eventStream(NUMBERS, { ...options, lastEventId: ID }),
    before(ctx) {
      if (orders.stopping) ctx.stop()
    },
    handler: (ctx, _input, send) =>
      count(ctx, send, async () => {
        const cut = orders.take()
        if (cut === undefined) return false
        await cutOff(cut, ctx, socketOf(ctx))
        return true
      }),
  })
}

async function count(
  ctx: EventContext<number>,
  send: SendEvent<typeof NUMBERS>,
  isOver: () => Promise<boolean>,
): Promise<void> {
  await send.retry(RETRY)
  for (let n = (ctx.lastEventId ?? 0) + 1; ; n++) {
    await send('tick', { n }, { id: String(n) })
    await sleep(PACE, undefined, { signal: ctx.signal })
    if (await isOver()) return
  }
}
