import { startAll, stopAll } from '../processes/start-all.ts'
import { allChecks } from './all-checks.ts'
import { compare, type Comparison, isRight } from './compare.ts'
import { verdictTable } from './verdict.ts'

/** Starts the demos on free ports, compares what they answer, prints the verdict. Returns the exit code. */
export async function smoke(): Promise<number> {
  // What answers a chat elsewhere never says the same twice, and may cost something.
  delete process.env['OPENAI_BASE_URL']
  const errorLines: string[] = []
  const demos = await startAll(0, (name, line) => errorLines.push(`[${name}] ${line}`)).catch(
    (error: unknown) => {
      console.error(errorLines.join('\n'))
      throw error
    },
  )
  const comparisons: Comparison[] = []
  try {
    for (const check of allChecks) comparisons.push(await compare(check, demos))
  } finally {
    await stopAll(demos)
  }
  const right = comparisons.every(isRight)
  // Failures that were asked for are logged as well, so the log is for those who look for one that was not.
  if (!right) console.error(`The demos printed:\n${errorLines.join('\n')}\n`)
  console.log(
    verdictTable(
      demos.map(({ name }) => name),
      comparisons,
    ),
  )
  return right ? 0 : 1
}
