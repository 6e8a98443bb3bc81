import type { FigureName } from '../run/figures.ts'
import type { ProfileKind } from '../run/messages.ts'
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
  /** How often it was measured. */
  readonly rounds: number
  /** What made runs worth nothing. */
  readonly problems: readonly string[]
  readonly figures: Readonly<Partial<Record<FigureName, Summary>>>
  /** The main figure as a multiple of the baseline's in the same round. */
  readonly ratio?: Summary
  readonly targets: readonly TargetResult[]
}

/** What something costs on a server, and on the one that it is compared with: of each unit, in microseconds or bytes. */
export interface Share {
  readonly own: number
  readonly other: number
}

/** Where the time or memory of a server goes that has missed a target, beside the server that its target is a multiple of. */
export interface Comparison {
  readonly kind: ProfileKind
  readonly title: string
  readonly otherTitle: string
  /** By whose code it is, the greatest difference first. */
  readonly places: readonly (Share & { readonly place: string })[]
  /** The functions in which it has most more, greatest first. */
  readonly functions: readonly (Share & { readonly place: string; readonly name: string })[]
}

/** What all servers did in one workload. */
export interface WorkloadResult {
  readonly workload: WorkloadId
  readonly title: string
  readonly description: string
  readonly unit: string
  readonly main: FigureName
  readonly rows: readonly RowResult[]
  /** One for each server that has missed a target. */
  readonly comparisons: readonly Comparison[]
}

/** All of it, as `--json` writes it. */
export interface Results {
  readonly circumstances: Circumstances
  readonly workloads: readonly WorkloadResult[]
}
