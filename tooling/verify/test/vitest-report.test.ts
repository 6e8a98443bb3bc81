import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Outcome } from '../src/outcome.ts'
import { readVitestReport } from '../src/vitest-report.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'verify-'))
})
afterEach(() => {
  rmSync(directory, { recursive: true })
})

const read = (text: string): Outcome => {
  const path = join(directory, 'vitest.json')
  writeFileSync(path, text)
  return readVitestReport(path)
}
const file = (status: string, ...tests: string[]): object => ({
  name: 'a.test.ts',
  status,
  message: status === 'failed' ? 'SyntaxError' : '',
  assertionResults: tests.map((each, index) => ({ fullName: `test ${index}`, status: each })),
})
const report = (...testResults: object[]): Outcome => read(JSON.stringify({ testResults }))

it('adds the tests of all files up', () => {
  expect(report(file('passed', 'passed', 'skipped'), file('passed', 'passed', 'todo'))).toEqual({
    passed: 2,
    failed: 0,
    skipped: 2,
    details: '',
  })
})

it('names the tests that failed', () => {
  expect(report(file('failed', 'passed', 'failed'))).toMatchObject({
    passed: 1,
    failed: 1,
    details: 'Failed: test 1',
  })
})

it('counts a file that failed outside its tests', () => {
  const outcome = report(file('failed'), file('failed', 'passed'))
  expect(outcome).toMatchObject({ passed: 1, failed: 2 })
  expect(outcome.details).toContain('a.test.ts failed outside its tests: SyntaxError')
})

it('takes a report that is missing, unreadable or empty for a failure', () => {
  expect(readVitestReport(join(directory, 'none.json')).details).toBe('The test run wrote no report.')
  expect(read('{').details).toMatch(/^The report of the test run cannot be read: SyntaxError/)
  expect(report()).toMatchObject({ failed: 1, details: 'The test run found no tests.' })
})
