import { describe, expect, it } from 'vitest'
import { type Client, CLOSED } from '../../src/client.ts'
import { RETRY } from '../../src/numbers.ts'
import { type Served, serve } from '../../src/serve.ts'
import { onEveryAdapter } from './on-every-adapter.ts'
import { closed, opened, receive } from './told.ts'

const FAST = '/retrying/send/20'
const FAST_TOO = '/retrying/event/20'
const SLOW = '/retrying/send/300'

/** A timer of Node may be early by a millisecond, and what is measured is rounded. */
const EARLY = 2

/** When a client comes back, and when it does not. */
export function describeWaiting(client: Client): void {
  describe('waits', () => {
    onEveryAdapter((adapter) => {
      it('as long as the stream has said, in an event or on its own', async () => {
        await using served = await serve(adapter)
        await using fast = await client.open(served.origin + FAST)
        await using fastToo = await client.open(served.origin + FAST_TOO)
        await using slow = await client.open(served.origin + SLOW)
        await Promise.all([fast, fastToo, slow].map((subscription) => opened(subscription, 3)))

        expect(Math.min(...gaps(served, SLOW))).toBeGreaterThanOrEqual(300 - EARLY)
        const [, from, to] = served.requestsFor(SLOW).map(({ at }) => at)
        for (const path of [FAST, FAST_TOO]) {
          expect(Math.min(...gaps(served, path))).toBeGreaterThanOrEqual(20 - EARLY)
          // While the slow one waits once, a fast one could come a dozen times.
          const between = served.requestsFor(path).filter(({ at }) => at > Number(from) && at < Number(to))
          expect(between.length).toBeGreaterThanOrEqual(3)
        }
      })

      it('no more after a 204', async () => {
        await using served = await serve(adapter)
        await using subscription = await client.open(`${served.origin}/numbers`, ['tick'])
        await receive(subscription, 1)
        served.orders.stop()
        served.orders.cut('end')
        await closed(subscription)
        await severalRetries(client, served)
        expect(served.requestsFor('/numbers')).toHaveLength(2)
        expect(await subscription.readyState()).toBe(CLOSED)
        const statuses = served.ends.entries.map(({ name, status }) => name === 'numbers' && status)
        expect(statuses.filter(Boolean)).toEqual([200, 204])
      })

      it('not after an answer that is no 200', async () => {
        await using served = await serve(adapter)
        for (const status of [401, 404, 500, 503]) {
          await using subscription = await client.open(`${served.origin}/refused/${status}`)
          await closed(subscription)
          expect(subscription.events.entries).toEqual([{ type: 'error', state: CLOSED }])
          expect(await subscription.readyState()).toBe(CLOSED)
        }
        const { length } = served.requests.entries
        await severalRetries(client, served)
        expect(served.requests.entries.filter(({ path }) => path.startsWith('/refused'))).toHaveLength(length)
      })

      it('not after an id that the operation cannot take', async () => {
        await using served = await serve(adapter)
        await using subscription = await client.open(`${served.origin}/numbers?lastEventId=x`, ['tick'])
        await closed(subscription)
        await severalRetries(client, served)
        expect(served.requestsFor('/numbers')).toHaveLength(1)
      })
    })
  })
}

function gaps(served: Served, path: string): number[] {
  const times = served.requestsFor(path).map(({ at }) => at)
  return times.slice(1).map((at, i) => at - (times[i] ?? 0))
}

/** Waits while another stream of the same kind of client reconnects several times. */
async function severalRetries(client: Client, served: Served): Promise<void> {
  await using clock = await client.open(`${served.origin}/retrying/send/${RETRY}`)
  await opened(clock, 5)
}
