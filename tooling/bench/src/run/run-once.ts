import { setTimeout as sleep } from 'node:timers/promises'
import type { Load } from '../load/load.ts'
import type { Workload } from '../workloads/workload.ts'
import type { Child } from './child.ts'
import type { Figures, Run } from './figures.ts'
import type {
  LoadQuestion,
  LoadResult,
  Listening,
  MemoryWatch,
  ProfileKind,
  Sample,
  ServerQuestion,
} from './messages.ts'

/** A server that listens, and clients for it. */
export interface Pair {
  readonly server: Child<ServerQuestion, Sample>
  readonly clients: Child<LoadQuestion, LoadResult>
  readonly listening: Listening
}

/** Milliseconds between two looks at a handler that may be blocked, and how many of them without progress say that it is. */
const LOOK_EVERY = 150
const STILL = 5

/** What of the server's memory is looked at. */
const MEMORY: Readonly<Record<Load['kind'], MemoryWatch>> = {
  download: 'all',
  hold: 'held',
  reset: 'held',
  stop: 'peak-held',
}

/**
 * One run of a workload. A failure of either process is a problem of the run.
 *
 * @param profile what to profile, which makes the server slower
 */
export async function runOnce(
  workload: Workload,
  size: number,
  pair: Pair,
  profile?: ProfileKind,
): Promise<Run> {
  try {
    return await measure(workload, size, pair, profile)
  } catch (error) {
    return { figures: {}, problems: [error instanceof Error ? error.message : String(error)] }
  }
}

async function measure(
  workload: Workload,
  size: number,
  pair: Pair,
  profile: ProfileKind | undefined,
): Promise<Run> {
  const { server, clients, listening } = pair
  const { load, units } = workload.plan(size)
  const memory = MEMORY[load.kind]
  const profiling = profile === undefined ? {} : { profile }
  const before = await server.ask({ ask: 'prepare', size, memory, ...profiling })
  const seen = await clients.ask({ ask: 'start', load, ...listening })
  if (load.kind === 'stop') await untilStill(pair)
  if (load.kind === 'reset') await sleep(LOOK_EVERY)
  const after = await server.ask({ ask: 'end', memory })
  await clients.ask({ ask: 'finish' })
  const figures: Figures = {
    ...(load.kind === 'stop' ? {} : { cpu: (after.cpu - before.cpu) / units }),
    ...(load.kind === 'download' || load.kind === 'reset' ? { rate: units / seen.seconds } : {}),
    ...(seen.p50 === undefined ? {} : { p50: seen.p50 }),
    ...(seen.p99 === undefined ? {} : { p99: seen.p99 }),
    ...(load.kind === 'hold' ? { held: (after.heap - before.heap) / units } : {}),
    ...(load.kind === 'reset' ? { held: Math.max(0, after.heap - before.heap) } : {}),
    ...(load.kind === 'stop' ? { held: Math.max(0, after.peakHeld - before.heap) } : { stall: after.stall }),
    peakRss: after.peakRss,
    peakHeap: after.peakHeap,
    ...(load.kind === 'stop' ? {} : { clientBusy: seen.cpu / 1e6 / seen.seconds }),
  }
  const costs = after.profile?.map(({ amount, ...cost }) => ({ ...cost, amount: amount / units }))
  return { figures, problems: seen.problems, ...(costs === undefined ? {} : { profile: costs }) }
}

/** Waits until the handler sends nothing any more: it waits for room, was told to stop, or has sent it all. */
async function untilStill({ server }: Pair): Promise<void> {
  let still = 0
  let last = -1
  while (still < STILL) {
    await sleep(LOOK_EVERY)
    const { progress } = await server.ask({ ask: 'look' })
    still = progress === last ? still + 1 : 0
    last = progress
  }
}
