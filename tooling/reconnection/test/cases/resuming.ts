import { describe, expect, it } from 'vitest'
import { type Client, type ClientEvent, CONNECTING } from '../../src/client.ts'
import { type Cut, SECRET } from '../../src/cuts.ts'
import { serve } from '../../src/serve.ts'
import { onEveryAdapter } from './on-every-adapter.ts'
import { closed, count, expectEveryNumber, expectExactIds, numbersOf, opened, receive } from './told.ts'

const CUTS: readonly Cut[] = ['end', 'close', 'throw', 'reset', 'reset', 'throw', 'close', 'end']

const NAMES = ['tick']

/** What a client does that loses its connection: nothing is lost, and nothing comes twice (clause F7). */
export function describeResuming(client: Client): void {
  describe('resumes', () => {
    onEveryAdapter((adapter) => {
      it('wherever and however a stream is cut off, until it is told that there is no more', async () => {
        await using served = await serve(adapter)
        await using subscription = await client.open(`${served.origin}/numbers`, NAMES)
        for (const [i, cut] of CUTS.entries()) {
          await receive(subscription, 3)
          served.orders.cut(cut)
          await opened(subscription, i + 2)
        }
        await receive(subscription, 3)
        served.orders.stop()
        served.orders.cut('end')
        await closed(subscription)

        expectEveryNumber(subscription)
        expectExactIds(subscription, served, '/numbers')
        expect(count(subscription.events.entries, 'open')).toBe(CUTS.length + 1)
        expect(served.failures).toHaveLength(CUTS.filter((cut) => cut === 'throw').length)
      })

      it('a stream that fails, after being told so in words that tell nothing', async () => {
        await using served = await serve(adapter)
        await using subscription = await client.open(`${served.origin}/numbers`, NAMES)
        const { events } = subscription
        // Chromium drops what has arrived if the connection breaks right behind it, in one of twenty
        // cases: with plain node:http it does so too. So this fails until it is told.
        for (let times = 1; !events.entries.some(isTold); times++) {
          await receive(subscription, 1)
          served.orders.cut('throw')
          await opened(subscription, times + 1)
          expect(served.failures.map(String)).toEqual(Array(times).fill(`Error: ${SECRET}`))
        }
        await receive(subscription, 1)

        expectEveryNumber(subscription)
        const told = events.entries.findIndex(isTold)
        expect(JSON.parse(events.entries[told]?.data ?? '')).toEqual({
          type: 'about:blank',
          title: 'Internal Server Error',
          status: 500,
        })
        // Another one, about the connection, follows it.
        expect(events.entries[told + 1]).toEqual({ type: 'error', state: CONNECTING })
        expect(JSON.stringify(events.entries)).not.toContain(SECRET)
      })

      it('when a maximum lifetime is over, as often as it is', async () => {
        await using served = await serve(adapter)
        await using subscription = await client.open(`${served.origin}/lived`, NAMES)
        await opened(subscription, 4)
        served.orders.stop()
        await closed(subscription)

        expectEveryNumber(subscription)
        expectExactIds(subscription, served, '/lived')
        const { length } = served.requests.entries
        await served.ends.until('all have ended', (ends) => ends.length === length)
        expect(served.ends.entries.filter(({ outcome }) => outcome !== 'completed')).toEqual([])
        expect(served.failures).toEqual([])
      })

      it('on the server that follows one which was drained', async () => {
        await using served = await serve(adapter)
        await using subscription = await client.open(`${served.origin}/drained`, NAMES)
        for (const times of [2, 3]) {
          await receive(subscription, 3)
          expect(await served.restart()).toEqual({ completed: 1, aborted: 0 })
          await opened(subscription, times)
        }
        await receive(subscription, 3)
        served.orders.stop()
        served.orders.cut('end')
        await closed(subscription)

        expectEveryNumber(subscription)
        expectExactIds(subscription, served, '/drained')
        expect(served.failures).toEqual([])
      })

      it('from the id that a first request carries in its query, and then from those of the events', async () => {
        await using served = await serve(adapter)
        await using subscription = await client.open(`${served.origin}/numbers?lastEventId=40`, NAMES)
        await receive(subscription, 2)
        served.orders.cut('reset')
        await opened(subscription, 2)
        await receive(subscription, 2)

        expectEveryNumber(subscription, 41)
        expect(numbersOf(subscription.events.entries)[0]).toBe(41)
      })

      it.each(client.ids)('with the id %j as it was sent', async (id) => {
        await using served = await serve(adapter)
        await using subscription = await client.open(`${served.origin}/ids?${query([id])}`)
        await subscription.events.until('what the handler saw', (entries) => count(entries, 'message') > 0)
        const told = subscription.events.entries.find(({ type }) => type === 'message')
        expect(JSON.parse(told?.data ?? '')).toEqual({ text: id })
      })

      it('without an id after an event has reset it', async () => {
        await using served = await serve(adapter)
        await using subscription = await client.open(`${served.origin}/ids?${query(['7', ''])}`, NAMES)
        await opened(subscription, 3)
        expect(count(subscription.events.entries, 'message')).toBe(0)
        for (const { lastEventId } of served.requests.entries) expect(lastEventId).toBeUndefined()
      })
    })
  })
}

/** Whether the server has told of a failure; otherwise an error is about the connection. */
function isTold({ type, data }: ClientEvent): boolean {
  return type === 'error' && data !== undefined
}

function query(ids: readonly string[]): string {
  return ids.map((id) => `id=${encodeURIComponent(id)}`).join('&')
}
