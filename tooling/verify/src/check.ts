import { verdict, type Outcome } from './outcome.ts'
import { runCommand } from './run-command.ts'

/** One line of the report. */
export interface Check {
  /** What `pnpm test NAME` chooses it by; the tests of all packages share one. */
  readonly name: string
  /** What the report calls it. */
  readonly title: string
  /** What to do when it fails, in a sentence. */
  readonly mend: string
  /** Whether it reads what `build` writes. It is left out when `build` fails. */
  readonly needsBuild: boolean
  /** Whether its details are worth reading when it passes too. */
  readonly alwaysShown?: boolean
  readonly run: () => Promise<Outcome>
}

/** A check that runs one command at the root of the repository, and passes when the command does. */
export function commandCheck(
  name: string,
  needsBuild: boolean,
  [command, ...args]: readonly [string, ...string[]],
  mend: string,
): Check {
  const run = async (): Promise<Outcome> => {
    const { exitCode, output } = await runCommand(command, args)
    return verdict(exitCode === 0, output)
  }
  return { name, title: name, mend, needsBuild, run }
}
