import { expect } from 'vitest'
import { RETRY } from '../../src/numbers.ts'
import { opened } from '../cases/told.ts'
import type { EventSourceCase } from './event-source-case.ts'
import { setStage } from './stage.ts'
import { hold, texts } from './texts.ts'

/** The last id, as each event shows it and as it comes back. */
export const ids: EventSourceCase = {
  id: 'EventSource.ids',
  clause: 'F1',
  title:
    'an id comes with its event and stays for those without one, over a reconnection too; an empty one resets it',
  async run(scene) {
    let connections = 0
    const identified = texts('identified', async (ctx, send) => {
      connections += 1
      await send.retry(RETRY)
      switch (connections) {
        case 1:
          await send('tick', 'none yet')
          await send('tick', 'one', { id: '1' })
          await send('message', 'none of its own')
          await send('tick', 'another', { id: 'é 日本語 🙂' })
          return
        case 2:
          await send('tick', 'none of its own')
          await send('tick', 'reset', { id: '' })
          await send('tick', 'still none')
          return
        default:
          await hold(ctx)
      }
    })
    await using stage = await setStage(scene, [identified])
    await using source = await stage.open('/identified', ['tick'])
    await opened(source, 3)
    const seen = source.events.entries.filter(({ data }) => data !== undefined)
    expect(seen.map(({ lastEventId }) => lastEventId)).toEqual([
      '',
      '1',
      '1',
      'é 日本語 🙂',
      'é 日本語 🙂',
      '',
      '',
    ])
    const asked = stage.served.requestsFor('/identified').map(({ lastEventId }) => lastEventId)
    const bytes = Buffer.from('é 日本語 🙂').toString('latin1')
    expect(asked).toEqual([undefined, bytes, undefined])
  },
}
