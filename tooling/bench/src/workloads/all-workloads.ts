import { bytes1k, bytes64k } from './bytes.ts'
import { clients200, oneClientAwaited, oneClientUnawaited } from './flat-out-events.ts'
import { idle10k } from './idle.ts'
import { reset20k } from './reset.ts'
import { shortSpread, shortTick } from './short.ts'
import { stoppedAwaiting, stoppedNeverAwaiting } from './stopped.ts'
import { tokens500 } from './tokens.ts'
import type { Workload } from './workload.ts'

/** Every workload, in the order of the report. */
export const WORKLOADS: readonly Workload[] = [
  oneClientAwaited,
  oneClientUnawaited,
  clients200,
  bytes64k,
  bytes1k,
  shortTick,
  shortSpread,
  tokens500,
  idle10k,
  stoppedAwaiting,
  stoppedNeverAwaiting,
  reset20k,
]

/**
 * The workload of a name.
 * @throws {Error} when there is none
 */
export function workloadOf(id: string): Workload {
  const workload = WORKLOADS.find((each) => each.id === id)
  if (workload !== undefined) return workload
  throw new Error(`There is no workload ${id}: there are ${WORKLOADS.map((each) => each.id).join(', ')}.`)
}
