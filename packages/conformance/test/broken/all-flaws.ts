import type { Flaw } from './flaw.ts'
import { formatFlaws } from './format-flaws.ts'
import { operationFlaws } from './operation-flaws.ts'
import { streamFlaws } from './stream-flaws.ts'

/** At least one way to break each clause of the contract. */
export const flaws: readonly Flaw[] = [...streamFlaws, ...operationFlaws, ...formatFlaws]
