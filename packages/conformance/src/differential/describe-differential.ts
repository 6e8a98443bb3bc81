import type { Capability } from '@sluice/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { StartServer } from '../mount/mount.ts'
import type { Protocol } from '../mount/protocol.ts'
import { startTarget } from '../run/start-target.ts'
import { type OwnServer, Target } from '../target/target.ts'
import { type Outcome, runScript } from './outcome.ts'
import type { Script } from './script.ts'
import { scriptArbitrary } from './script-arbitrary.ts'

/** An adapter to compare with the others. */
export interface DifferentialAdapter {
  readonly name: string
  readonly start: StartServer
  readonly capabilities: ReadonlySet<Capability>
  /** HTTP/1.1 by default. */
  readonly protocol?: Protocol
}

/**
 * Declares a Vitest test that runs random scripted handlers on all adapters and compares what a
 * client sees: status, headers and bytes must be equal. Set `FC_SEED` to repeat a run.
 */
export function describeDifferential(adapters: readonly DifferentialAdapter[], runs = 200): void {
  describe('the same script on every adapter', () => {
    const servers: OwnServer[] = []
    beforeAll(async () => {
      for (const { start, protocol, capabilities } of adapters) {
        servers.push(await startTarget(start, protocol ?? 'http1', capabilities))
      }
    })
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.close()))
    })
    const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31)
    test(`gives the same response (FC_SEED=${seed})`, async () => {
      const property = fc.asyncProperty(scriptArbitrary, async (script) => {
        const outcomes = await outcomesOn(servers, script)
        const [first, ...others] = adapters.map(({ name }, index) => ({ name, outcome: outcomes[index] }))
        for (const { name, outcome } of others) {
          expect(outcome, `${name} differs from ${first?.name ?? ''}`).toEqual(first?.outcome)
        }
      })
      await fc.assert(property, { seed, numRuns: runs })
    }, 120_000)
  })
}

async function outcomesOn(servers: readonly OwnServer[], script: Script): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { info } of servers) {
    const target = new Target(info)
    try {
      outcomes.push(await runScript(target, script))
    } finally {
      target.dispose()
    }
  }
  return outcomes
}
