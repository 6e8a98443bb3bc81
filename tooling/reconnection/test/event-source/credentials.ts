import { expect } from 'vitest'
import type { Cors } from '../../src/adapters.ts'
import { CLOSED } from '../../src/client.ts'
import { closed, opened, receive } from '../cases/told.ts'
import type { EventSourceCase, Scene } from './event-source-case.ts'
import { type Stage, setStage } from './stage.ts'

const COOKIE = 'who=someone'

/** What CORS lets through, and what it does not. */
export const credentials: EventSourceCase = {
  id: 'EventSource.credentials',
  clause: 'H3',
  title: 'CORS: a cookie comes only with credentials, and only the origin allowed may read',
  async run(scene) {
    await expectCookies(scene)
    // Another origin is allowed, or this one without credentials.
    await expectRefusal(scene, () => ({ origin: 'http://127.0.0.1:1', credentials: true }), false)
    await expectRefusal(scene, () => ({ origin: 'http://127.0.0.1:1', credentials: true }), true)
    await expectRefusal(scene, (origin) => ({ origin, credentials: false }), true)
  },
}

async function expectCookies(scene: Scene): Promise<void> {
  await using stage = await setStage(scene)
  await setCookie(stage)
  for (const [withCredentials, cookie] of [
    [true, COOKIE],
    [false, undefined],
  ] as const) {
    const before = stage.served.requests.entries.length
    await using source = await stage.open('/numbers', ['tick'], withCredentials)
    await receive(source, 1)
    stage.served.orders.cut('end')
    await opened(source, 2)
    const cookies = stage.served.requests.entries.slice(before).map((request) => request.cookie)
    expect(cookies).toEqual([cookie, cookie])
  }
}

async function expectRefusal(
  scene: Scene,
  corsFor: (origin: string) => Cors,
  withCredentials: boolean,
): Promise<void> {
  await using stage = await setStage(scene, [], corsFor)
  await setCookie(stage)
  stage.served.orders.cut('end')
  await using source = await stage.open('/numbers', ['tick'], withCredentials)
  await closed(source)
  // The server has answered as ever: it is the browser that refuses.
  const { ends } = stage.served
  await ends.until('the end of what nobody reads', ({ length }) => length > 0)
  expect(ends.entries[0]).toMatchObject({ status: 200, outcome: 'completed', events: 1 })
  expect(source.events.entries).toEqual([{ type: 'error', state: CLOSED }])
  const asked = stage.served.requestsFor('/numbers').map(({ cookie }) => cookie)
  expect(asked).toEqual([withCredentials ? COOKIE : undefined])
}

/** Cookies know no ports: it belongs to the server as well as to the page. */
function setCookie(stage: Stage): Promise<unknown> {
  return stage.run(`document.cookie = ${JSON.stringify(COOKIE)}`)
}
