import assert from 'node:assert/strict'

import type { WireExchange } from '../../client/wire-exchange.ts'
import { defineCase } from '../define-case.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { assertNothingLeft, tolerated } from '../leftovers.ts'

const rounds = 60

const requires = {
  capabilities: ['disconnect'] as const,
  reason: 'a client that leaves is noticed only when it is written to',
}

/** L5: every timer, listener and buffer of an exchange is gone once it has ended. */
export const leaks: readonly ConformanceCase[] = [
  leavesNothing('L5.clean', 'clean ends', '/head/headers', async (exchange) => void (await exchange.body())),
  leavesNothing(
    'L5.failed',
    'failures after the head',
    '/fail/after?',
    async (exchange) => void (await exchange.end()),
  ),
  leavesNothing(
    'L5.deadline',
    'streams with a write deadline far ahead',
    '/leave/deadline',
    async (exchange) => void (await exchange.body()),
  ),
  leavesNothing('L5.left', 'clients that leave an idle stream', '/leave/idle', leaveAfterHead, requires),
  leavesNothing(
    'L5.forsaken',
    'clients that leave a generator that nobody can wake',
    '/leave/forsaken',
    leaveAfterHead,
    requires,
  ),
  leavesNothing(
    'L5.flood',
    'clients that leave in the middle of a flood',
    '/pressure/flood',
    leaveAfterHead,
    requires,
  ),
  defineCase(
    'L5.keep-alive',
    'a connection that carries many streams gathers no listeners',
    async (target) => {
      const before = await target.survivors()
      const connection = await target.connect()
      for (let count = 0; count < rounds; count += 1) {
        await connection.request({ target: target.path('/head/headers') }).body()
      }
      const after = await target.survivors()
      assert.equal(after.warnings, before.warnings, 'warnings of the process, such as of too many listeners')
      assert.ok(
        after.contexts <= before.contexts + tolerated,
        `${after.contexts - before.contexts} contexts are alive`,
      )
    },
  ),
]

async function leaveAfterHead(exchange: WireExchange): Promise<void> {
  await exchange.head()
  exchange.control.leave('reset')
}

function leavesNothing(
  id: `L5.${string}`,
  what: string,
  path: string,
  use: (exchange: WireExchange) => Promise<void>,
  needs?: ConformanceCase['requires'],
): ConformanceCase {
  return defineCase(
    id,
    `${rounds} ${what} leave no context, timer or buffer behind`,
    (target) => assertNothingLeft(target, path, rounds, use),
    needs === undefined ? {} : { requires: needs },
  )
}
