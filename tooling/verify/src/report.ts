import { tally, type Outcome } from './outcome.ts'

/** The line of a check that has run: a mark, its title, how long it took, what it counted if it counts. */
export function checkLine(title: string, outcome: Outcome, milliseconds: number): string {
  const mark = outcome.failed > 0 ? '✗' : '✓'
  const counts = outcome.passed + outcome.failed + outcome.skipped > 1 ? tally(outcome) : ''
  return `${mark} ${padded(title)} ${`${(milliseconds / 1000).toFixed(1)} s`.padStart(8)}  ${counts}`.trimEnd()
}

/** The line of a check that was left out. */
export function skippedLine(title: string, why: string): string {
  return `- ${padded(title)}  skipped: ${why}`
}

/** What went wrong and how to mend it, indented below the line of its check. */
export function failureText({ details }: Outcome, mend: string): string {
  return `${indented(details)}\n\n${indented(`To mend it: ${mend}`)}\n`
}

/** Text below the line of a check. */
export function indented(text: string): string {
  return text.trim().replaceAll(/^(?=.)/gm, '    ')
}

function padded(title: string): string {
  return title.padEnd(28)
}
