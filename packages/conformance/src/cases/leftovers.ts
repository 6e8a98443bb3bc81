import assert from 'node:assert/strict'

import type { WireExchange } from '../client/wire-exchange.ts'
import type { Counters } from '../routes/server-watch.ts'
import type { Target } from '../target/target.ts'

/** Contexts that may be alive without a leak: those of the last requests on connections that are closing. */
export const tolerated = 3

/** Uses a route so many times, and asserts that no context, timer or buffer of it is left. */
export async function assertNothingLeft(
  target: Target,
  path: string,
  rounds: number,
  use: (exchange: WireExchange) => Promise<void>,
): Promise<void> {
  await round(target, path, use)
  const before = await target.survivors()
  for (let count = 0; count < rounds; count += 1) await round(target, path, use)
  await calm(target, before)
}

async function round(
  target: Target,
  path: string,
  use: (exchange: WireExchange) => Promise<void>,
): Promise<void> {
  const connection = await target.connect()
  await use(connection.request({ target: target.path(path), onBytes: () => undefined }))
  connection.destroy()
}

/** Counts until everything is as before, or fails with what is left after ten counts. */
async function calm(target: Target, before: Counters): Promise<void> {
  let left: string[] = []
  for (let attempt = 0; attempt < 10; attempt += 1) {
    left = leftovers(before, await target.survivors())
    if (left.length === 0) return
  }
  assert.fail(`left behind: ${left.join(', ')}`)
}

function leftovers(before: Counters, now: Counters): string[] {
  const timers = (now.resources['Timeout'] ?? 0) - (before.resources['Timeout'] ?? 0)
  const contexts = now.contexts - before.contexts
  const buffers = now.arrayBuffers - before.arrayBuffers
  return [
    ...(contexts > tolerated ? [`${contexts} contexts`] : []),
    ...(timers > tolerated ? [`${timers} timers`] : []),
    ...(buffers > 8_388_608 ? [`${buffers} bytes of buffers`] : []),
  ]
}
