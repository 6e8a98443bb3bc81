import type { Capability } from '@sluice/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { StartServer } from '../mount/mount.ts'
import type { Protocol } from '../mount/protocol.ts'
import { startTarget } from '../run/start-target.ts'
import type { WireExchange } from '../client/wire-exchange.ts'
import { type OwnServer, Target } from '../target/target.ts'
import { sendApiRequest } from './api-request.ts'
import { apiRequestArbitrary } from './api-request-arbitrary.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { sendScript } from './script.ts'
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
 * Declares Vitest tests that run random scripted handlers, and send random requests to the suite's api,
 * on all adapters, and compare what a client sees: status, headers and bytes must be equal. Set
 * `FC_SEED` to repeat a run.
 */
export function describeDifferential(adapters: readonly DifferentialAdapter[], runs = 200): void {
  describe('the same on every adapter', () => {
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
    const compare = async <Value>(values: fc.Arbitrary<Value>, send: Send<Value>): Promise<void> => {
      const property = fc.asyncProperty(values, async (value) => {
        const outcomes = await outcomesOn(servers, (target) => send(target, value))
        const [first, ...others] = adapters.map(({ name }, index) => ({ name, outcome: outcomes[index] }))
        for (const { name, outcome } of others) {
          expect(outcome, `${name} differs from ${first?.name ?? ''}`).toEqual(first?.outcome)
        }
      })
      await fc.assert(property, { seed, numRuns: runs })
    }
    test(
      `a script gives the same response (FC_SEED=${seed})`,
      () => compare(scriptArbitrary, sendScript),
      TIMEOUT,
    )
    test(
      `a request for the api gives the same response (FC_SEED=${seed})`,
      () => compare(apiRequestArbitrary, sendApiRequest),
      TIMEOUT,
    )
  })
}

/** Milliseconds for all runs of one comparison. */
const TIMEOUT = 120_000

type Send<Value> = (target: Target, value: Value) => Promise<WireExchange>

async function outcomesOn(
  servers: readonly OwnServer[],
  send: (target: Target) => Promise<WireExchange>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { info } of servers) {
    const target = new Target(info)
    try {
      outcomes.push(await outcomeOf(await send(target)))
    } finally {
      target.dispose()
    }
  }
  return outcomes
}
