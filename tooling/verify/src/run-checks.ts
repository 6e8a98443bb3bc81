import type { Check } from './check.ts'
import { sum, type Outcome } from './outcome.ts'
import { checkLine, failureText, indented, skippedLine } from './report.ts'

/**
 * Runs checks one after the other, printing a line for each. A check that needs the build is skipped when the build
 * has failed, because its findings would only repeat that.
 *
 * @param print takes one or more whole lines
 * @returns everything that was counted
 */
export async function runChecks(checks: readonly Check[], print: (text: string) => void): Promise<Outcome> {
  const outcomes: Outcome[] = []
  let built = true
  for (const { name, title, mend, needsBuild, alwaysShown, run } of checks) {
    if (needsBuild && !built) {
      outcomes.push({ passed: 0, failed: 0, skipped: 1, details: '' })
      print(skippedLine(title, 'the build failed'))
      continue
    }
    const start = performance.now()
    const outcome = await run()
    outcomes.push(outcome)
    print(checkLine(title, outcome, performance.now() - start))
    if (outcome.failed > 0) print(failureText(outcome, mend))
    else if (alwaysShown === true) print(`\n${indented(outcome.details)}\n`)
    if (name === 'build') built = outcome.failed === 0
  }
  return sum(outcomes)
}
