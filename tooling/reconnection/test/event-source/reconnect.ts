import { expect } from 'vitest'
import type { Cut } from '../../src/cuts.ts'
import { count, expectEveryNumber, expectExactIds, opened, receive } from '../cases/told.ts'
import type { EventSourceCase } from './event-source-case.ts'
import { setStage } from './stage.ts'

/** A clean end; in the middle of an event, a connection that is closed; and one that is reset. */
const CUTS: readonly Cut[] = ['end', 'close', 'reset', 'end']

/** Endless numbers, cut off in several ways. */
export const reconnect: EventSourceCase = {
  id: 'EventSource.reconnect',
  clause: 'F7',
  title: 'after a clean end and a cut it comes back with the last id, and nothing is lost or comes twice',
  async run(scene) {
    await using stage = await setStage(scene)
    await using source = await stage.open('/numbers', ['tick'])
    for (const [i, cut] of CUTS.entries()) {
      await receive(source, 3)
      stage.served.orders.cut(cut)
      await opened(source, i + 2)
    }
    await receive(source, 3)
    expectEveryNumber(source)
    expectExactIds(source, stage.served, '/numbers')
    expect(count(source.events.entries, 'open')).toBe(CUTS.length + 1)
  },
}
