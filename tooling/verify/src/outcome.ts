/** What a check found. A check that is no test run counts as one. */
export interface Outcome {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** What to read when something failed: the output of the tool, or what it means. */
  readonly details: string
}

/** The outcome of a check that is one yes or no. */
export function verdict(passed: boolean, details: string): Outcome {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0, details }
}

/** Adds outcomes up; the details of those that failed are kept, a blank line between. */
export function sum(outcomes: readonly Outcome[]): Outcome {
  const total = (field: 'passed' | 'failed' | 'skipped'): number =>
    outcomes.reduce((all, each) => all + each[field], 0)
  const details = outcomes.filter(({ failed }) => failed > 0).map((each) => each.details.trim())
  return {
    passed: total('passed'),
    failed: total('failed'),
    skipped: total('skipped'),
    details: details.join('\n\n'),
  }
}

/** The line that a run ends with: `41 passed, 0 failed`, and `, 2 skipped` if any were. */
export function tally({ passed, failed, skipped }: Outcome): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
