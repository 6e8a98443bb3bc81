import type { Workload } from '../workloads/workload.ts'
import { startPair } from './pair.ts'
import type { Participant } from './participants.ts'
import { type Pair, runOnce } from './run-once.ts'

/** How much is measured. */
export interface Extent {
  readonly rounds: number
  readonly quick: boolean
  /** Folder for CPU profiles of the servers, if they are wanted. */
  readonly profiles?: string | undefined
}

/** Starts a server that has run the workload already. Before a quick run it warms up for no longer than that takes. */
export async function startWarm(participant: Participant, workload: Workload, extent: Extent): Promise<Pair> {
  const pair = await startPair(participant.id, workload, extent.profiles)
  const { warmUp, quick } = workload.sizes
  const size = extent.quick ? Math.min(warmUp, quick) : warmUp
  await runOnce(workload, scaled(size, participant, workload), pair)
  return pair
}

/** How much of a workload a server is given. */
export function sizeFor(participant: Participant, workload: Workload, { quick }: Extent): number {
  const { sizes } = workload
  return scaled(quick ? sizes.quick : sizes.full, participant, workload)
}

function scaled(size: number, { server }: Participant, { divisible }: Workload): number {
  return divisible ? Math.max(1, Math.round(size * (server.share ?? 1))) : size
}
