import { describe, expect, it } from 'vitest'
import type { Adapter, Cors } from '../../src/adapters.ts'
import type { StreamPage } from '../../src/browser-client.ts'
import { CLOSED } from '../../src/client.ts'
import { type Served, serve } from '../../src/serve.ts'
import { onEveryAdapter } from './on-every-adapter.ts'
import { closed, expectEveryNumber, expectExactIds, opened, receive } from './told.ts'

const COOKIE = 'who=someone'

/** What a browser asks of another origin, with the framework's own CORS middleware where there is one. */
export function describeOrigins(page: StreamPage): void {
  describe('from a page of another origin', () => {
    onEveryAdapter((adapter) => {
      it('resumes where anyone may read, and sends no cookie', async () => {
        await expectToResume(page, adapter, () => ({ origin: '*', credentials: false }), undefined)
      })

      it('resumes with credentials where that origin may send them', async () => {
        await expectToResume(page, adapter, (origin) => ({ origin, credentials: true }), COOKIE)
      })

      it('fails for good where it may not read, with credentials or without', async () => {
        await using home = await serve(adapter)
        await page.goTo(home.origin)
        for (const [cors, withCredentials] of [
          [undefined, false],
          [{ origin: '*', credentials: false }, true],
        ] as const) {
          await using served = await serve(adapter, cors)
          await using subscription = await page.openFromHere(`${served.origin}/numbers`, [], withCredentials)
          await closed(subscription)
          expect(subscription.events.entries).toEqual([{ type: 'error', state: CLOSED }])
        }
      })
    })
  })
}

/** @param cookie what arrives of the one that the page has */
async function expectToResume(
  page: StreamPage,
  adapter: Adapter,
  corsFor: (origin: string) => Cors,
  cookie: string | undefined,
): Promise<void> {
  await using home = await serve(adapter)
  const cors = corsFor(home.origin)
  await using served = await serve(adapter, cors)
  await page.goTo(home.origin)
  // Cookies know no ports: it belongs to both servers.
  await page.run(`document.cookie = ${JSON.stringify(COOKIE)}`)
  await using subscription = await page.openFromHere(`${served.origin}/numbers`, ['tick'], cors.credentials)
  for (const [i, cut] of (['end', 'reset', 'throw'] as const).entries()) {
    await receive(subscription, 3)
    served.orders.cut(cut)
    await opened(subscription, i + 2)
  }
  await receive(subscription, 1)
  expectEveryNumber(subscription)
  expectExactIds(subscription, served, '/numbers')
  expectCookie(served, cookie)
}

function expectCookie({ requests }: Served, cookie: string | undefined): void {
  expect(requests.entries.map((request) => request.cookie)).toEqual(requests.entries.map(() => cookie))
}
