import type { ServerId } from '../servers/all-servers.ts'
import type { Workload } from '../workloads/workload.ts'
import type { Run } from './figures.ts'
import { endPair } from './pair.ts'
import { isCompared, type Participant } from './participants.ts'
import { type Pair, runOnce } from './run-once.ts'
import { type Extent, sizeFor, startWarm } from './warm.ts'

/** What one server did in a workload: its runs, or why there are none. */
export interface Row {
  readonly participant: Participant
  /** One for each round; `undefined` for one in which it took no part. */
  readonly runs: readonly (Run | undefined)[]
  readonly cannot?: string
}

/**
 * Measures servers with a workload, in turns: A B C, A B C. Each keeps its process, warm. Those that a target compares
 * have more rounds than the rest, for the slowest take minutes for one, in which a shared machine changes; and they begin
 * anew now and then, because V8 compiles the same code well in one process and less so in the next. Memory is measured
 * once, in a process of its own: nobody disturbs it, and one that has grown does not shrink.
 */
export async function runWorkload(
  workload: Workload,
  participants: readonly Participant[],
  extent: Extent,
  onRun: (id: ServerId, run: Run) => void,
): Promise<Row[]> {
  const rows = participants.map((participant) => {
    const cannot = reasonAgainst(participant, workload)
    return { participant, runs: [] as (Run | undefined)[], ...(cannot === undefined ? {} : { cannot }) }
  })
  const running = rows.filter(({ cannot }) => cannot === undefined)
  const pairs = new Map<ServerId, Pair>()
  try {
    const { rounds, repeats } = extentOf(workload, extent)
    for (let round = 0; round < rounds * repeats; round++) {
      for (const { participant, runs } of running) {
        const { id } = participant
        const compared = isCompared(id, workload)
        if (!compared && round % repeats > 0) {
          runs.push(undefined)
          continue
        }
        const pair = pairs.get(id) ?? (await startWarm(participant, workload, extent))
        pairs.set(id, pair)
        const run = await runOnce(workload, sizeFor(participant, workload, extent), pair)
        runs.push(run)
        onRun(id, run)
        const isLast = compared && (round + 1) % repeats === 0
        if (!isLast && !measuresMemory(workload) && run.problems.length === 0) continue
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

/** Rounds of all servers, and how many of those that a target compares there are for each. */
function extentOf(workload: Workload, { rounds, quick }: Extent): { rounds: number; repeats: number } {
  if (measuresMemory(workload)) return { rounds: 1, repeats: 1 }
  return { rounds, repeats: quick ? 1 : (workload.repeats ?? 1) }
}

function measuresMemory({ main }: Workload): boolean {
  return main === 'held'
}
