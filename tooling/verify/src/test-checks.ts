import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readWorkspace, REPOSITORY, type WorkspacePackage } from 'workspace'
import type { Check } from './check.ts'
import { sum, verdict, type Outcome } from './outcome.ts'
import { runCommand } from './run-command.ts'
import { readVitestReport } from './vitest-report.ts'

const RESULTS = '.results'
const REPORT = `${RESULTS}/vitest.json`
const OPTIONS = ['--only', '--output-logs=errors-only', '--log-prefix=none', '--ui=stream']
const REPORTERS = ['--reporter=minimal', '--reporter=json', `--outputFile.json=${REPORT}`]

/**
 * One check for each package that has tests. They run one after the other: conformance cases time the arrival of bytes,
 * and two suites on a small machine would disturb each other.
 */
export function testChecks(): Check[] {
  return readWorkspace()
    .filter(({ manifest }) => manifest.scripts?.['test'] !== undefined)
    .map((each) => ({
      name: 'tests',
      title: `tests of ${each.name}`,
      mend: `Mend the test or what it tests, then run \`npx -y pnpm@12 --filter ${each.name} test\`.`,
      needsBuild: true,
      run: () => runTests(each),
    }))
}

async function runTests({ name, directory }: WorkspacePackage): Promise<Outcome> {
  rmSync(join(REPOSITORY, directory, RESULTS), { recursive: true, force: true })
  const { exitCode, output } = await runCommand('turbo', [
    'run',
    'test',
    `--filter=${name}`,
    ...OPTIONS,
    '--',
    ...REPORTERS,
  ])
  const outcome = readVitestReport(join(REPOSITORY, directory, REPORT))
  if (outcome.failed > 0) return { ...outcome, details: `${output}\n${outcome.details}` }
  if (exitCode === 0) return outcome
  // An unhandled rejection, a leak that vitest saw after the last test, or a worker that died.
  return sum([outcome, verdict(false, `${output}\nNo test failed, but the run ended with code ${exitCode}.`)])
}
