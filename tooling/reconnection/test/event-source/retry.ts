import type { Operation } from '@sluice/core'
import { expect } from 'vitest'
import type { Served } from '../../src/serve.ts'
import { opened } from '../cases/told.ts'
import type { EventSourceCase } from './event-source-case.ts'
import { setStage } from './stage.ts'
import { texts } from './texts.ts'

/** In milliseconds. A browser that is told nothing waits for some seconds. */
const QUICK = 100
const SLOW = 600

/** A timer of the browser may be early by a millisecond, and what is measured is rounded. */
const EARLY = 2

/** Three streams that end at once, of which two say when to come back. */
export const retry: EventSourceCase = {
  id: 'EventSource.retry',
  clause: 'F1',
  title: 'a stream that ends is opened again after the time that it has said, once for all',
  async run(scene) {
    await using stage = await setStage(scene, [
      ending('quick', QUICK),
      ending('slow', SLOW),
      ending('unsaid', undefined),
    ])
    const { served } = stage
    await using quick = await stage.open('/quick')
    await using slow = await stage.open('/slow')
    await using unsaid = await stage.open('/unsaid')
    await Promise.all([opened(quick, 4), opened(slow, 2), opened(unsaid, 1)])

    const [from, to] = timesOf(served, '/slow')
    expect(shortestGap(served, '/quick')).toBeGreaterThanOrEqual(QUICK - EARLY)
    expect(shortestGap(served, '/slow')).toBeGreaterThanOrEqual(SLOW - EARLY)
    // While the slow one waits once, the quick one could come five times, and the other not at all.
    const quickOnes = timesOf(served, '/quick').filter((at) => at > Number(from) && at < Number(to))
    expect(quickOnes.length).toBeGreaterThanOrEqual(2)
    const others = timesOf(served, '/unsaid').filter((at) => at < Number(to))
    expect(others.length).toBeLessThanOrEqual(1)
  },
}

/** A stream that ends, and says only the first time when to come back. */
function ending(name: string, milliseconds: number | undefined): Operation {
  return texts(name, async (ctx, send) => {
    if (ctx.lastEventId !== undefined || milliseconds === undefined) return
    await send('message', 'first', { id: '1', retry: milliseconds })
  })
}

function timesOf(served: Served, path: string): number[] {
  return served.requestsFor(path).map(({ at }) => at)
}

function shortestGap(served: Served, path: string): number {
  const times = timesOf(served, path)
  return Math.min(...times.slice(1).map((at, i) => at - (times[i] ?? 0)))
}
