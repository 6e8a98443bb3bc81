import { describe, expect, test } from 'vitest'
import { endPair, startPair } from '../src/run/pair.ts'
import { runOnce } from '../src/run/run-once.ts'
import type { ServerId } from '../src/servers/all-servers.ts'
import { workloadOf } from '../src/workloads/all-workloads.ts'
import type { WorkloadId } from '../src/workloads/workload-id.ts'

/** A run of almost nothing, on real processes and sockets. */
const RUNS: readonly (readonly [ServerId, WorkloadId, number])[] = [
  ['node-http', 'one-client', 500],
  ['net', 'bytes-1k', 1],
  ['sluice-node', 'clients-200', 1_000],
  ['sluice-koa', 'short-spread', 100],
  ['sluice-express', 'tokens-500', 3],
  ['sluice-hono', 'idle-10k', 20],
  ['sluice-node', 'reset-20k', 20],
]

describe('a run', () => {
  test.each(RUNS)('%s, %s', { timeout: 30_000 }, async (server, id, size) => {
    const workload = workloadOf(id)
    const pair = await startPair(server, workload)
    try {
      const { figures, problems } = await runOnce(workload, size, pair)
      expect(problems).toEqual([])
      expect(figures[workload.main]).toBeGreaterThan(0)
    } finally {
      endPair(pair)
    }
  })
})
