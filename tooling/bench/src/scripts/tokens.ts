import { setTimeout as sleep } from 'node:timers/promises'
import { now } from '../content/now.ts'
import { type Tick, tickAt } from '../content/tick.ts'
import type { Script } from './script.ts'

/**
 * Sends an event every so often, by an absolute plan: one that is late does not make the next ones late.
 *
 * @param interval milliseconds
 */
export function tokens(count: number, interval: number): Script<Tick> {
  return {
    async push(send) {
      const start = startOfStream()
      for (let i = 0; i < count; i++) {
        await until(start + i * interval)
        const sent = send(tickAt(i, start))
        if (sent !== undefined) await sent
      }
    },
    async *pull() {
      const start = startOfStream()
      for (let i = 0; i < count; i++) {
        await until(start + i * interval)
        yield tickAt(i, start)
      }
    },
  }
}

/** In whole microseconds, so that it reads well as JSON. */
function startOfStream(): number {
  return Math.round(now() * 1_000) / 1_000
}

async function until(instant: number): Promise<void> {
  const left = instant - now()
  if (left > 0) await sleep(left)
}
