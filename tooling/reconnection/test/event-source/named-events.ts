import { expect } from 'vitest'
import { count } from '../cases/told.ts'
import type { EventSourceCase } from './event-source-case.ts'
import { setStage } from './stage.ts'
import { hold, texts } from './texts.ts'

/** Each event reaches the listeners of its name and nobody else. */
export const namedEvents: EventSourceCase = {
  id: 'EventSource.named-events',
  clause: 'F1',
  title: 'events reach the listeners of their name, message is the default, an unknown name reaches nobody',
  async run(scene) {
    const named = texts('named', async (ctx, send) => {
      await send('tick', 'to tick')
      await send('Tick', 'to nobody: names are told apart by case')
      await send('message', 'to message')
      await send('näme', 'to a name beyond ASCII')
      await ctx.writer.write('event: message\ndata: "to message by its name"\n\n')
      await ctx.writer.write('event:\ndata: "to message by no name"\n\n')
      await send('tick', 'the last')
      await hold(ctx)
    })
    await using stage = await setStage(scene, [named])
    await using source = await stage.open('/named', ['tick', 'näme'])
    await source.events.until('the last event', (entries) => count(entries, 'tick') === 2)
    expect(source.events.entries.map(({ type, data }) => [type, data && JSON.parse(data)])).toEqual([
      ['open', undefined],
      ['tick', 'to tick'],
      ['message', 'to message'],
      ['näme', 'to a name beyond ASCII'],
      ['message', 'to message by its name'],
      ['message', 'to message by no name'],
      ['tick', 'the last'],
    ])
  },
}
