import { describe, expect, it } from 'vitest'
import { type Client, CONNECTING, OPEN } from '../../src/client.ts'
import { serve } from '../../src/serve.ts'
import { ODD_NAME, TERMINATOR } from '../../src/special-streams.ts'
import { onEveryAdapter } from './on-every-adapter.ts'
import { count, opened } from './told.ts'

/** What a client is told, and what it is not (clauses F1, F4). */
export function describeTelling(client: Client): void {
  describe('is told', () => {
    onEveryAdapter((adapter) => {
      it('that the stream is open, then every event by its name, and no comment', async () => {
        await using served = await serve(adapter)
        await using subscription = await client.open(`${served.origin}/kinds`, ['tick', ODD_NAME])
        await subscription.events.until('the end', (entries) => count(entries, 'error') > 0)
        expect(subscription.events.entries).toEqual([
          { type: 'open', state: OPEN },
          { type: 'tick', state: OPEN, data: '{"n":1}', lastEventId: '' },
          {
            type: 'message',
            state: OPEN,
            data: String.raw`{"text":"one\ntwo\r\nthree\rfour"}`,
            lastEventId: '',
          },
          { type: ODD_NAME, state: OPEN, data: '{"text":"日本語 🙂"}', lastEventId: '' },
          { type: 'message', state: OPEN, data: TERMINATOR, lastEventId: '' },
          { type: 'error', state: CONNECTING },
        ])
      })

      it('that a stream is open which has nothing to say', async () => {
        await using served = await serve(adapter)
        await using subscription = await client.open(`${served.origin}/silent`)
        await opened(subscription, 1)
        expect(subscription.events.entries).toEqual([{ type: 'open', state: OPEN }])
      })

      it('heartbeats that are events, which leave the last id alone', async () => {
        await using served = await serve(adapter)
        await using subscription = await client.open(`${served.origin}/beating`, ['tick', 'beat'])
        await opened(subscription, 2)
        expect(count(subscription.events.entries, 'beat')).toBeGreaterThan(0)
        const [first, second] = served.requests.entries
        expect(first?.lastEventId).toBeUndefined()
        expect(second?.lastEventId).toBe('before the beats')
      })

      it('no heartbeats that are comments', async () => {
        await using served = await serve(adapter)
        await using subscription = await client.open(`${served.origin}/commenting`, ['tick', 'beat'])
        await subscription.events.until('the end', (entries) => count(entries, 'error') > 0)
        expect(subscription.events.entries.map(({ type }) => type)).toEqual(['open', 'error'])
        await served.ends.until('the first has ended', (ends) => ends.length > 0)
        const [end] = served.ends.entries
        expect(end).toMatchObject({ name: 'commenting', outcome: 'completed', events: 0 })
        expect(end?.bytes).toBeGreaterThan(0)
      })
    })
  })
}
