import type { FigureName } from '../run/figures.ts'
import type { ServerId } from '../servers/all-servers.ts'
import type { ServerKind } from '../servers/bench-server.ts'
import type { WorkloadId } from '../workloads/workload-id.ts'
import type { Summary } from './statistics.ts'

/** Where and when it was measured. */
export interface Circumstances {
  /** Processor and number of cores, memory, operating system. */
  readonly machine: string
  readonly node: string
  /** When the benchmark ended, in ISO 8601. */
  readonly date: string
  readonly quick: boolean
  readonly rounds: number
  /** Versions of what was measured, by npm package. */
  readonly versions: Readonly<Record<string, string>>
  /** What the machine did not allow, and what was done in its place. */
  readonly notes: readonly string[]
}

/** How a row stands to one of the targets. */
export interface TargetResult {
  readonly figure: FigureName
  readonly most: number
  /** The server that it is a multiple of; absent if `most` is in the figure's own unit. */
  readonly of?: ServerId
  /** What was measured; absent if it could not be. */
  readonly reached?: number
  readonly met: boolean
}

/** What one server did in one workload. */
export interface RowResult {
  readonly server: ServerId
  readonly title: string
  readonly kind: ServerKind
  /** Why it was not measured; then there are no figures. */
  readonly cannot?: string
  /** What made runs worth nothing. */
  readonly problems: readonly string[]
  readonly figures: Readonly<Partial<Record<FigureName, Summary>>>
  /** The main figure as a multiple of the baseline's in the same round. */
  readonly ratio?: Summary
  readonly targets: readonly TargetResult[]
}

/** What all servers did in one workload. */
export interface WorkloadResult {
  readonly workload: WorkloadId
  readonly title: string
  readonly description: string
  readonly unit: string
  readonly main: FigureName
  readonly rows: readonly RowResult[]
}

/** All of it, as `--json` writes it. */
export interface Results {
  readonly circumstances: Circumstances
  readonly workloads: readonly WorkloadResult[]
}
