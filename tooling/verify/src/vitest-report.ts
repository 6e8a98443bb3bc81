import { existsSync, readFileSync } from 'node:fs'
import { sum, verdict, type Outcome } from './outcome.ts'

/** The parts of a report of vitest's `json` reporter that are read here. */
interface VitestReport {
  readonly testResults: readonly TestFile[]
}

interface TestFile {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
}

/**
 * Counts the tests of one package's report. A file that failed before its tests ran counts as one failure; a report that
 * is missing, unreadable or empty is a failure too, because a run that tested nothing must not look like success.
 *
 * @param path the report
 * @returns the counts, and the names of the tests that failed
 */
export function readVitestReport(path: string): Outcome {
  if (!existsSync(path)) return verdict(false, 'The test run wrote no report.')
  let report: VitestReport
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as VitestReport
  } catch (error) {
    return verdict(false, `The report of the test run cannot be read: ${String(error)}`)
  }
  if (report.testResults.length === 0) return verdict(false, 'The test run found no tests.')
  return sum(report.testResults.map(countFile))
}

function countFile({ name: file, status, message, assertionResults }: TestFile): Outcome {
  const named = (...wanted: string[]): string[] =>
    assertionResults.filter((each) => wanted.includes(each.status)).map((each) => each.fullName)
  const passed = named('passed').length
  const failed = named('failed')
  const skipped = named('skipped', 'pending', 'todo', 'disabled').length
  if (failed.length === 0 && status === 'failed') {
    return { passed, failed: 1, skipped, details: `${file} failed outside its tests: ${message}` }
  }
  return {
    passed,
    failed: failed.length,
    skipped,
    details: failed.map((test) => `Failed: ${test}`).join('\n'),
  }
}
