import { afterAll, describe, expect, test } from 'vitest'

import { allCases } from '../src/cases/all-cases.ts'
import { clauseIds } from '../src/cases/clauses.ts'
import type { ConformanceCase } from '../src/cases/conformance-case.ts'
import type { CaseResult } from '../src/run/case-result.ts'
import { judgeCase } from '../src/run/run-case.ts'
import { startTarget } from '../src/run/start-target.ts'
import type { Flaw } from './broken/flaw.ts'
import { formatFlaws } from './broken/format-flaws.ts'
import { operationFlaws } from './broken/operation-flaws.ts'
import { brokenCapabilities, startBroken } from './broken/start-broken.ts'
import { clearLeaks, streamFlaws } from './broken/stream-flaws.ts'

/** Runs a case against a fresh server that has the flaw. The server may be too broken to close: nobody waits. */
async function judgeAgainst(testCase: ConformanceCase, flaw: Partial<Flaw>): Promise<CaseResult> {
  const server = await startTarget(startBroken(flaw), flaw.protocol ?? 'http1', brokenCapabilities)
  try {
    return await judgeCase(testCase, server.info)
  } finally {
    server.close().catch(() => undefined)
  }
}

async function assertCaught(flaw: Flaw): Promise<void> {
  const testCase = allCases.find(({ id }) => id === flaw.caughtBy)
  if (testCase === undefined) throw new Error(`there is no case ${flaw.caughtBy}`)
  const { protocol = 'http1' } = flaw
  expect(await judgeAgainst(testCase, { protocol })).toMatchObject({ status: 'pass' })
  expect(await judgeAgainst(testCase, flaw)).toMatchObject({ status: 'fail' })
}

describe('a broken adapter is caught', () => {
  afterAll(clearLeaks)

  test.each(streamFlaws)('$caughtBy catches an adapter that $what', assertCaught, 60_000)

  // None of these counts what is alive in the process, so they do not disturb each other.
  test.concurrent.each([...operationFlaws, ...formatFlaws])(
    '$caughtBy catches an adapter that $what',
    assertCaught,
    60_000,
  )

  test('there is one for every clause', () => {
    const flaws = [...streamFlaws, ...operationFlaws, ...formatFlaws]
    const caught = new Set(flaws.map(({ caughtBy }) => caughtBy.split('.', 1)[0]))
    expect([...caught].toSorted()).toEqual([...clauseIds].toSorted())
  })
})

test('case ids are unique, and every clause has a case', () => {
  const ids = allCases.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect([...new Set(allCases.map(({ clause }) => clause))].toSorted()).toEqual([...clauseIds].toSorted())
})
