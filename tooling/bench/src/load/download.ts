import { setTimeout as sleep } from 'node:timers/promises'
import { now } from '../content/now.ts'
import { percentile } from '../report/statistics.ts'
import type { OnTick } from '../wire/tick-check.ts'
import { Client } from './client.ts'
import type { Download } from './load.ts'
import { makeCheck } from './make-check.ts'
import type { Running, Seen } from './running.ts'

/** Reads all there is. Finished when it has begun: `start` waits for the last byte. */
export async function download(load: Download, port: number, path: string, seen: Seen): Promise<Running> {
  const { connections, requests, expect, interval, beginOver = 0 } = load
  /** Milliseconds: of requests, or how late each event was. */
  const times: number[] = []
  const onTick: OnTick | undefined =
    interval === undefined ? undefined : (index, at) => times.push(now() - at - index * interval)
  await Promise.all(
    Array.from({ length: connections }, async (_, index) => {
      if (beginOver > 0) await sleep((index * beginOver) / connections)
      const client = new Client(port, path)
      for (let i = 0; i < requests; i++) {
        const start = now()
        const problem = await client.request(makeCheck(expect, onTick))
        if (onTick === undefined) times.push(now() - start)
        seen.problems.add(problem)
        if (problem !== undefined) break
      }
      client.close()
    }),
  )
  if (times.length > connections) {
    seen.p50 = percentile(times, 0.5)
    seen.p99 = percentile(times, 0.99)
  }
  return { finish: () => {} }
}
