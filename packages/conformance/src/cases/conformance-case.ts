import type { Capability } from '@sluice/core'

import type { Protocol } from '../mount/protocol.ts'
import type { Target } from '../target/target.ts'

/** The clauses of the stream contract. */
export type ClauseId =
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'H5'
  | 'H6'
  | 'B1'
  | 'B2'
  | 'B3'
  | 'B4'
  | 'B5'
  | 'P1'
  | 'P2'
  | 'P3'
  | 'P4'
  | 'P5'
  | 'L1'
  | 'L2'
  | 'L3'
  | 'L4'
  | 'L5'
  | 'E1'
  | 'E2'
  | 'E3'
  | 'E4'
  | 'R1'
  | 'R2'
  | 'R3'
  | 'S1'
  | 'O1'
  | 'O2'
  | 'O3'
  | 'O4'
  | 'O5'
  | 'O6'
  | 'F1'
  | 'F2'
  | 'F3'
  | 'F4'
  | 'F5'
  | 'F6'
  | 'F7'

/** What a case cannot do without. Where it is missing the case is skipped, with the reason. */
export interface Requirements {
  readonly capabilities?: readonly Capability[]
  readonly protocols?: readonly Protocol[]
  /** The case must start and stop a server of its own. */
  readonly ownServer?: boolean
  readonly reason: string
}

/** One thing that a clause promises, as data: any runner can run it. Failing is throwing. */
export interface ConformanceCase {
  /** Clause and a short name: `L1.reset`. */
  readonly id: string
  readonly clause: ClauseId
  readonly title: string
  readonly requires?: Requirements
  /** Milliseconds it may take; 20,000 by default. */
  readonly timeout?: number
  run(target: Target): Promise<void>
}
