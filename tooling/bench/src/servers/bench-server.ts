import type { Server } from 'node:net'
import type { Tick } from '../content/tick.ts'
import type { Chunk, Script } from '../scripts/script.ts'
import type { WorkloadId } from '../workloads/workload-id.ts'

/** What the server is to the comparison. */
export type ServerKind = 'limit' | 'baseline' | 'peer' | 'ours' | 'layer'

/** How events are sent beside what the script says. */
export interface TickOptions {
  /** Milliseconds of silence after which something is sent that keeps the connection open; absent for never. */
  readonly heartbeat?: number
}

/** A server that is measured. Its file is what someone would write with that library. */
export interface BenchServer {
  readonly title: string
  readonly kind: ServerKind
  /** The npm packages that it stands on, whose versions the report names. */
  readonly packages: readonly string[]
  /** Target of the request; `/stream` if absent. */
  readonly path?: string
  /** Serves the chunks of a script to each request, or says why it cannot. */
  readonly chunks: ((script: Script<Chunk>) => Server | Promise<Server>) | string
  /** Serves the events of a script to each request, or says why it cannot. */
  readonly ticks: ((script: Script<Tick>, options: TickOptions) => Server | Promise<Server>) | string
  /** Makes ready what a run needs, before it is measured. */
  readonly prepare?: () => Promise<void>
  /** The share of a workload's pieces that it is given, because it takes so long for each; 1 if absent. */
  readonly share?: number
  /** The workloads that it is a row of; all if absent. */
  readonly only?: readonly WorkloadId[]
  /** Workloads that it cannot do, or that say nothing about it, each with the reason. */
  readonly cannot?: Readonly<Partial<Record<WorkloadId, string>>>
}

/** Why a server whose handlers yield does nothing without being waited for. */
export const PULLED = 'its handler yields, and is asked for each event'
