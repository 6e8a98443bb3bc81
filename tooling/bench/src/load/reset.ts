import { now } from '../content/now.ts'
import { percentile } from '../report/statistics.ts'
import { TickCheck } from '../wire/tick-check.ts'
import { Client } from './client.ts'
import type { Reset } from './load.ts'
import type { Running, Seen } from './running.ts'

/** Opens and resets streams, so many at once. Finished when it has begun. */
export async function reset(load: Reset, port: number, path: string, seen: Seen): Promise<Running> {
  const times: number[] = []
  let left = load.streams
  const inARow = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      const start = now()
      const client = new Client(port, path)
      const check = new TickCheck(Infinity)
      seen.problems.add(
        await client.request(check, () => {
          if (check.ticks > 0) client.reset()
        }),
      )
      times.push(now() - start)
    }
  }
  await Promise.all(Array.from({ length: Math.min(load.atOnce, load.streams) }, inARow))
  seen.p50 = percentile(times, 0.5)
  seen.p99 = percentile(times, 0.99)
  return { finish: () => {} }
}
