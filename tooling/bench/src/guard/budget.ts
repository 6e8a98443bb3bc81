import { readFileSync } from 'node:fs'

/** How large a bundle may be, in bytes, minified and gzipped. */
export interface SizeBudget {
  readonly limit: number
  /** What it is as long as it is over its limit: so large it may be, and no larger. */
  readonly overdrawn?: number
}

/** What our packages may cost: `budget.json`, which is changed by hand and on purpose. */
export interface Budget {
  /** Bytes allocated for each event or request, by the name of its guard task. */
  readonly allocations: Readonly<Record<string, number>>
  /** By the name of the bundle. */
  readonly sizes: Readonly<Record<string, SizeBudget>>
}

/** Reads the committed budget. */
export function readBudget(): Budget {
  return JSON.parse(readFileSync(new URL('../../budget.json', import.meta.url), 'utf8')) as Budget
}
