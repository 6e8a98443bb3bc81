import { describe, expect, it } from 'vitest'
import type { StreamPage } from '../../src/browser-client.ts'
import { serve } from '../../src/serve.ts'
import { onEveryAdapter } from './on-every-adapter.ts'
import { opened, receive } from './told.ts'

/** The most connections that a browser makes to one HTTP/1.1 origin. */
const MOST = 6

/** A browser has few connections: what a stream leaves behind must not hold one. */
export function describeConnections(page: StreamPage): void {
  describe('a page with many streams, one after the other', () => {
    onEveryAdapter((adapter) => {
      it('gets its connections back from those that it closes and those that are cut off', async () => {
        await using served = await serve(adapter)
        await page.goTo(served.origin)
        for (let round = 1; round <= 3; round++) {
          const urls = Array.from({ length: MOST }, () => `${served.origin}/numbers`)
          const streams = await Promise.all(urls.map((url) => page.open(url, ['tick'])))
          await Promise.all(streams.map((stream) => opened(stream, 1)))
          served.orders.cut(round % 2 === 0 ? 'end' : 'reset')
          await Promise.all(streams.map((stream) => receive(stream, 20)))
          await Promise.all(streams.map((stream) => stream[Symbol.asyncDispose]()))
          // Each of them, and the one that was cut off and came back.
          const ended = round * (MOST + 1)
          await served.ends.until('all have ended', (ends) => ends.length === ended)
        }
        expect(served.mostConnections).toBeLessThanOrEqual(MOST)
      })
    })
  })
}
