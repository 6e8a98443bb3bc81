import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Capability } from '@sluice/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { allCases } from './cases/all-cases.ts'
import type { StartServer } from './mount/mount.ts'
import type { Protocol } from './mount/protocol.ts'
import type { CaseResult, RunResults } from './run/case-result.ts'
import { caseTimeout, judgeCase } from './run/run-case.ts'
import { startTarget } from './run/start-target.ts'
import { type OwnServer, Target } from './target/target.ts'

/** An adapter under test. */
export interface ConformanceOptions {
  /** Name of the adapter, as in the report. */
  readonly name: string
  /** Starts a server that serves the mount. */
  readonly start: StartServer
  /** What the adapter declares it can do. */
  readonly capabilities: ReadonlySet<Capability>
  /** Protocols to run the whole suite over; HTTP/1.1 by default. */
  readonly protocols?: readonly Protocol[]
  /** Folder for the results, from the working directory; `.results/conformance` by default. */
  readonly results?: string
}

/** Milliseconds for a server to close once its clients have gone. */
const CLOSE_TIMEOUT = 5_000

/**
 * Declares the conformance suite as Vitest tests: one block per protocol, one test per case. The
 * results are written as JSON for the report.
 */
export function describeConformance(options: ConformanceOptions): void {
  for (const protocol of options.protocols ?? ['http1']) describeProtocol(options, protocol)
}

function describeProtocol(
  { name, start, capabilities, results }: ConformanceOptions,
  protocol: Protocol,
): void {
  describe(`${name} ${protocol}`, () => {
    const judged: CaseResult[] = []
    let server: OwnServer
    beforeAll(async () => {
      server = await startTarget(start, protocol, capabilities)
    })
    afterAll(async () => {
      // A run of some cases only (`vitest -t`) says nothing about the others.
      if (judged.length === allCases.length) {
        writeResults(results ?? join('.results', 'conformance'), { adapter: name, protocol, cases: judged })
      }
      await server.close()
    }, CLOSE_TIMEOUT)
    test('the capabilities declared are those of its contexts', async () => {
      const target = new Target(server.info)
      const { capabilities: actual } = await target.serverInfo()
      expect(actual).toEqual(expect.arrayContaining([...capabilities]))
      expect(actual).toHaveLength(capabilities.size)
    })
    for (const testCase of allCases) {
      test(
        `${testCase.id} ${testCase.title}`,
        async (context) => {
          const result = await judgeCase(testCase, server.info)
          const { error, ...plain } = result
          judged.push(plain)
          if (result.status === 'skip') context.skip(result.reason)
          if (result.status === 'fail') throw error
        },
        (testCase.timeout ?? caseTimeout) + CLOSE_TIMEOUT,
      )
    }
  })
}

function writeResults(folder: string, results: RunResults): void {
  mkdirSync(folder, { recursive: true })
  const cases = results.cases.toSorted((a, b) => a.id.localeCompare(b.id, 'en'))
  const text = JSON.stringify({ ...results, cases }, undefined, 2)
  writeFileSync(join(folder, `${results.adapter}-${results.protocol}.json`), `${text}\n`)
}
