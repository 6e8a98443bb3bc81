import type { Check, CheckedDemo, Finding } from './check.ts'

/** Milliseconds that a router has for one check; the longest takes about five seconds. */
const TIMEOUT = 20_000

/** What a check came to on one router: a finding, or why there is none. */
export type Outcome = { readonly finding: Finding } | { readonly failure: string }

/** What a check came to on all routers. */
export interface Comparison {
  readonly name: string
  /** In the order of the demos. */
  readonly outcomes: readonly Outcome[]
  readonly verdict: 'same' | 'DIFFERENT' | 'FAILED'
}

/** Runs a check on every router at the same time, and compares what was found. */
export async function compare(check: Check, demos: readonly CheckedDemo[]): Promise<Comparison> {
  const outcomes = await Promise.all(demos.map((demo) => outcomeOf(check, demo)))
  return { name: check.name, outcomes, verdict: verdictOn(outcomes) }
}

async function outcomeOf(check: Check, demo: CheckedDemo): Promise<Outcome> {
  const signal = AbortSignal.timeout(TIMEOUT)
  try {
    return { finding: await check.run(demo, signal) }
  } catch (error) {
    if (signal.aborted) return { failure: `Not done after ${TIMEOUT / 1_000} s.` }
    return { failure: error instanceof Error ? error.message : String(error) }
  }
}

function verdictOn(outcomes: readonly Outcome[]): Comparison['verdict'] {
  const seen = outcomes.map((outcome) =>
    'finding' in outcome ? JSON.stringify(outcome.finding.seen) : undefined,
  )
  if (seen.includes(undefined)) return 'FAILED'
  return new Set(seen).size === 1 ? 'same' : 'DIFFERENT'
}
