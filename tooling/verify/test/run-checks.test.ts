import { expect, it } from 'vitest'
import type { Check } from '../src/check.ts'
import { tally, verdict, type Outcome } from '../src/outcome.ts'
import { runChecks } from '../src/run-checks.ts'

const check = (name: string, outcome: Outcome, needsBuild = true): Check => ({
  name,
  title: name,
  mend: `mend ${name}`,
  needsBuild,
  run: () => Promise.resolve(outcome),
})

async function lines(...checks: Check[]): Promise<{ printed: string[]; last: string }> {
  const printed: string[] = []
  const total = await runChecks(checks, (text) => printed.push(text.replace(/\d+\.\d s/, '0.0 s')))
  return { printed, last: tally(total) }
}

it('prints a line for each check and counts it as one', async () => {
  const { printed, last } = await lines(
    check('build', verdict(true, 'noise')),
    check('lint', verdict(true, 'noise')),
  )
  expect(printed).toEqual([
    '✓ build                           0.0 s',
    '✓ lint                            0.0 s',
  ])
  expect(last).toBe('2 passed, 0 failed')
})

it('counts every test of a test run', async () => {
  const { printed, last } = await lines(check('tests', { passed: 40, failed: 0, skipped: 2, details: '' }))
  expect(printed).toEqual(['✓ tests                           0.0 s  40 passed, 0 failed, 2 skipped'])
  expect(last).toBe('40 passed, 0 failed, 2 skipped')
})

it('says what went wrong and how to mend it', async () => {
  const { printed, last } = await lines(check('lint', verdict(false, 'a.ts:1 oh no\n')))
  expect(printed).toEqual([
    '✗ lint                            0.0 s',
    '    a.ts:1 oh no\n\n    To mend it: mend lint\n',
  ])
  expect(last).toBe('0 passed, 1 failed')
})

it('leaves out what needs a build that failed', async () => {
  const { printed, last } = await lines(
    check('build', verdict(false, 'TS1005'), false),
    check('format', verdict(true, ''), false),
    check('tests', verdict(true, '')),
  )
  expect(printed[2]).toBe('✓ format                          0.0 s')
  expect(printed[3]).toBe('- tests                         skipped: the build failed')
  expect(last).toBe('1 passed, 1 failed, 1 skipped')
})

it('shows the details of a check that is worth reading', async () => {
  const { printed } = await lines({ ...check('matrix', verdict(true, 'a | b\n\nc\n')), alwaysShown: true })
  expect(printed).toEqual(['✓ matrix                          0.0 s', '\n    a | b\n\n    c\n'])
})
