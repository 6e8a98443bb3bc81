import type { BenchServer } from '../servers/bench-server.ts'
import type { ServerId } from '../servers/all-servers.ts'
import type { Workload } from '../workloads/workload.ts'
import { endPair, startPair } from './pair.ts'
import type { Run } from './figures.ts'
import { type Pair, runOnce } from './run-once.ts'

/** A server that takes part in a benchmark. */
export interface Participant {
  readonly id: ServerId
  readonly server: BenchServer
}

/** What one server did in a workload: its runs, or why there are none. */
export interface Row {
  readonly participant: Participant
  readonly runs: readonly Run[]
  readonly cannot?: string
}

/** How much is measured. */
export interface Extent {
  readonly rounds: number
  readonly quick: boolean
  /** Folder for CPU profiles of the servers, if they are wanted. */
  readonly profiles?: string | undefined
}

/**
 * Measures servers with a workload, in turns: A B C, A B C. Each keeps its process for all rounds, warm. Memory is
 * measured once, in a process of its own: nobody disturbs it, and one that has grown does not shrink.
 */
export async function runWorkload(
  workload: Workload,
  participants: readonly Participant[],
  extent: Extent,
  onRun: (id: ServerId, run: Run) => void,
): Promise<Row[]> {
  const rows = participants.map((participant) => {
    const cannot = reasonAgainst(participant, workload)
    return { participant, runs: [] as Run[], ...(cannot === undefined ? {} : { cannot }) }
  })
  const running = rows.filter(({ cannot }) => cannot === undefined)
  const pairs = new Map<ServerId, Pair>()
  try {
    const rounds = measuresMemory(workload) ? 1 : extent.rounds
    for (let round = 0; round < rounds; round++) {
      for (const { participant, runs } of running) {
        const { id } = participant
        const pair = pairs.get(id) ?? (await warm(participant, workload, extent))
        pairs.set(id, pair)
        const run = await runOnce(workload, sizeFor(participant, workload, extent), pair)
        runs.push(run)
        onRun(id, run)
        if (!measuresMemory(workload) && run.problems.length === 0) continue
        endPair(pair)
        pairs.delete(id)
      }
    }
  } finally {
    for (const pair of pairs.values()) endPair(pair)
  }
  return rows
}

/** Why a server does not take part in a workload; `undefined` if it does. */
function reasonAgainst({ server }: Participant, { id, medium }: Workload): string | undefined {
  const make = medium === 'ticks' ? server.ticks : server.chunks
  return typeof make === 'string' ? make : server.cannot?.[id]
}

/** Before a quick run a server warms up for no longer than that takes. */
async function warm(participant: Participant, workload: Workload, extent: Extent): Promise<Pair> {
  const pair = await startPair(participant.id, workload, extent.profiles)
  const { warmUp, quick } = workload.sizes
  const size = extent.quick ? Math.min(warmUp, quick) : warmUp
  await runOnce(workload, scaled(size, participant, workload), pair)
  return pair
}

function sizeFor(participant: Participant, workload: Workload, { quick }: Extent): number {
  const { sizes } = workload
  return scaled(quick ? sizes.quick : sizes.full, participant, workload)
}

function scaled(size: number, { server }: Participant, { divisible }: Workload): number {
  return divisible ? Math.max(1, Math.round(size * (server.share ?? 1))) : size
}

function measuresMemory({ main }: Workload): boolean {
  return main === 'held'
}
