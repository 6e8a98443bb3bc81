import type { ConformanceCase } from '../cases/conformance-case.ts'
import { Target, type TargetInfo } from '../target/target.ts'
import type { CaseResult } from './case-result.ts'

/** Milliseconds a case may take unless it says otherwise. */
export const caseTimeout = 20_000

/** Why a case cannot run against this target, or `undefined` if it can. */
function skipReason(testCase: ConformanceCase, target: TargetInfo): string | undefined {
  const { requires } = testCase
  if (requires === undefined) return undefined
  const missing = requires.capabilities?.find((capability) => !target.capabilities.has(capability))
  if (missing !== undefined) return `needs ${missing}: ${requires.reason}`
  if (requires.protocols?.includes(target.protocol) === false) return requires.reason
  if (requires.ownServer === true && target.startOwn === undefined) return requires.reason
  return undefined
}

/** Runs a case and throws as it does. Every connection it opened is ended afterwards. */
async function runCase(testCase: ConformanceCase, info: TargetInfo): Promise<void> {
  const target = new Target(info)
  const limit = testCase.timeout ?? caseTimeout
  let timer: NodeJS.Timeout | undefined
  try {
    await Promise.race([
      testCase.run(target),
      new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`${testCase.id} took longer than ${limit} ms`)), limit)
      }),
    ])
  } finally {
    clearTimeout(timer)
    target.dispose()
  }
}

/** A result together with what was thrown, for runners that show where. */
export interface JudgedCase extends CaseResult {
  readonly error?: unknown
}

/** Runs a case, or skips it, and says how it went. */
export async function judgeCase(testCase: ConformanceCase, info: TargetInfo): Promise<JudgedCase> {
  const { id, clause, title } = testCase
  const skipped = skipReason(testCase, info)
  if (skipped !== undefined) return { id, clause, title, status: 'skip', reason: skipped, ms: 0 }
  const start = performance.now()
  try {
    await runCase(testCase, info)
    return { id, clause, title, status: 'pass', ms: Math.round(performance.now() - start) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { id, clause, title, status: 'fail', reason, error, ms: Math.round(performance.now() - start) }
  }
}
