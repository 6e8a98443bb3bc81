import { writeFileSync } from 'node:fs'

import { allCases } from '../cases/all-cases.ts'
import { clauseIds } from '../cases/clauses.ts'
import { summarizeClause } from '../report/clause-summary.ts'
import type { CaseResult } from '../run/case-result.ts'
import { judgeCase } from '../run/run-case.ts'
import { helpText, readArguments, UsageError } from './arguments.ts'
import { printClause } from './print-clause.ts'
import { reachServer } from './reach-server.ts'

/** Runs the command and returns its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await run(args)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(error.message)
    return 2
  }
}

async function run(args: readonly string[]): Promise<number> {
  const wanted = readArguments(args)
  if (wanted === undefined) {
    console.log(helpText)
    return 0
  }
  const info = await reachServer(wanted)
  console.log(`Sluice conformance of ${info.url.href} over ${info.protocol}\n`)
  const results: CaseResult[] = []
  for (const clause of wanted.clauses.length > 0 ? wanted.clauses : clauseIds) {
    for (const testCase of allCases.filter((one) => one.clause === clause)) {
      const { error, ...result } = await judgeCase(testCase, info)
      results.push(result)
    }
    console.log(printClause(summarizeClause(clause, results)))
  }
  const failed = results.filter(({ status }) => status === 'fail').length
  const passed = results.filter(({ status }) => status === 'pass').length
  console.log(`\n${passed} passed, ${failed} failed, ${results.length - passed - failed} skipped`)
  if (wanted.json !== undefined) {
    writeFileSync(
      wanted.json,
      `${JSON.stringify({ adapter: info.url.host, protocol: info.protocol, cases: results }, undefined, 2)}\n`,
    )
  }
  return failed > 0 ? 1 : 0
}
