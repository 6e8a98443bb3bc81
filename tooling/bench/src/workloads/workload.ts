import type { Tick } from '../content/tick.ts'
import type { Load } from '../load/load.ts'
import type { Chunk, Script } from '../scripts/script.ts'
import type { ServerId } from '../servers/all-servers.ts'
import type { FigureName } from '../run/figures.ts'
import type { WorkloadId } from './workload-id.ts'

/** A figure that a server is to reach. */
export interface Target {
  readonly servers: readonly ServerId[]
  readonly figure: FigureName
  readonly most: number
  /** The server that it is a multiple of; absent if `most` is in the figure's own unit. */
  readonly of?: ServerId
}

/** What server and clients do in a run of a certain size. */
export interface Plan {
  readonly load: Load
  /** How many of the workload's units that is. */
  readonly units: number
  /** What each stream does: of events or of chunks, as the workload says. */
  readonly script: PlanScript
}

/** The script of a plan. `onProgress` hears how many pieces were sent, where that is watched. */
export type PlanScript =
  | { readonly medium: 'ticks'; make(onProgress: (pieces: number) => void): Script<Tick> }
  | { readonly medium: 'chunks'; make(): Script<Chunk> }

/** Something that servers are measured with. */
export interface Workload {
  readonly id: WorkloadId
  readonly title: string
  /** One sentence for the report: what happens, and what is counted. */
  readonly description: string
  /** What is counted, in the singular. */
  readonly unit: string
  readonly medium: PlanScript['medium']
  /** How much of it: units, or what `plan` says. `warmUp` is run first and not counted. */
  readonly sizes: { readonly full: number; readonly quick: number; readonly warmUp: number }
  /** A server that takes very long is given less; `false` where that would be another workload. */
  readonly divisible: boolean
  /** How many times as often those are measured that have a target, and what they are compared with; once if absent. */
  readonly repeats?: number
  /** Milliseconds between heartbeats, where there are any. */
  readonly heartbeat?: number
  /** The figure that the rows are compared by. */
  readonly main: FigureName
  /** The figure means something by itself, and its multiple of the baseline's does not. */
  readonly absolute?: boolean
  readonly plan: (size: number) => Plan
  readonly targets: readonly Target[]
}
