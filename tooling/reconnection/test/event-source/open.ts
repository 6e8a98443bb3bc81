import { expect } from 'vitest'
import { OPEN } from '../../src/client.ts'
import { count, opened } from '../cases/told.ts'
import type { EventSourceCase } from './event-source-case.ts'
import { setStage } from './stage.ts'
import { hold, texts } from './texts.ts'

/** The head is sent at once: the page hears of the stream before there is anything in it. */
export const open: EventSourceCase = {
  id: 'EventSource.open',
  clause: 'H1',
  title: 'open fires before the first event, while the server has sent none',
  async run(scene) {
    let go = (): void => {}
    const told = new Promise<void>((resolve) => {
      go = resolve
    })
    const waiting = texts('waiting', async (ctx, send) => {
      await ctx.until(told)
      await send('message', 'first')
      await hold(ctx)
    })
    await using stage = await setStage(scene, [waiting])
    await using source = await stage.open('/waiting')
    await opened(source, 1)
    expect(source.events.entries).toEqual([{ type: 'open', state: OPEN }])
    go()
    await source.events.until('the first event', (entries) => count(entries, 'message') > 0)
    expect(source.events.entries.map(({ type }) => type)).toEqual(['open', 'message'])
  },
}
