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
  readonly verdict: 'same' | 'as documented' | 'DIFFERENT' | 'FAILED'
  /** Why the routers may differ; there if they do `as documented`. */
  readonly why?: string
}

/** Whether everything is as it should be. */
export function isRight({ verdict }: Comparison): boolean {
  return verdict === 'same' || verdict === 'as documented'
}

/** Runs a check on every router at the same time, and compares what was found. */
export async function compare(check: Check, demos: readonly CheckedDemo[]): Promise<Comparison> {
  const outcomes = await Promise.all(demos.map((demo) => outcomeOf(check, demo)))
  const { name, documented } = check
  const verdict = verdictOn(outcomes)
  if (verdict !== 'same' || documented === undefined) return { name, outcomes, verdict }
  const asDocumented = outcomes.every((outcome, index) => {
    const demo = demos[index]?.name ?? ''
    return 'finding' in outcome && isSame(outcome.finding.own, documented.own[demo])
  })
  return asDocumented
    ? { name, outcomes, verdict: 'as documented', why: documented.why }
    : { name, outcomes, verdict: 'DIFFERENT' }
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

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function verdictOn(outcomes: readonly Outcome[]): 'same' | 'DIFFERENT' | 'FAILED' {
  const seen = outcomes.map((outcome) =>
    'finding' in outcome ? JSON.stringify(outcome.finding.seen) : undefined,
  )
  if (seen.includes(undefined)) return 'FAILED'
  return new Set(seen).size === 1 ? 'same' : 'DIFFERENT'
}
