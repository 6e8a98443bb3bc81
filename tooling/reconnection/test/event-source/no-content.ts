import { expect } from 'vitest'
import { CLOSED, CONNECTING } from '../../src/client.ts'
import { closed, receive } from '../cases/told.ts'
import type { EventSourceCase } from './event-source-case.ts'
import { type Stage, setStage } from './stage.ts'

/** The answer that says there is nothing more to come. */
export const noContent: EventSourceCase = {
  id: 'EventSource.no-content',
  clause: 'F7',
  title: '204 stops it, at its first request and when it reconnects: no further request comes',
  async run(scene) {
    await using stage = await setStage(scene)
    const { served } = stage
    await using reconnecting = await stage.open('/numbers', ['tick'])
    await receive(reconnecting, 1)
    served.orders.stop()
    served.orders.cut('end')
    await closed(reconnecting)
    await using first = await stage.open('/numbers', ['tick'])
    await closed(first)

    await stage.severalRetries()
    expect(served.requestsFor('/numbers')).toHaveLength(3)
    expect(await reconnecting.readyState()).toBe(CLOSED)
    expect(await first.readyState()).toBe(CLOSED)
    const errors = reconnecting.events.entries.filter(({ type }) => type === 'error')
    expect(errors.map(({ state }) => state)).toEqual([CONNECTING, CLOSED])
    expect(first.events.entries).toEqual([{ type: 'error', state: CLOSED }])
    await expectStatuses(stage, [200, 204, 204])
    // The page was let read it: it is the status that has stopped it.
    expect((await stage.look('/numbers')).status).toBe(204)
  },
}

async function expectStatuses({ served: { ends } }: Stage, statuses: readonly number[]): Promise<void> {
  const seen = (): unknown[] =>
    ends.entries.filter(({ name }) => name === 'numbers').map(({ status }) => status)
  await ends.until('all have ended', () => seen().length === statuses.length)
  expect(seen()).toEqual(statuses)
}
