import { constants, PerformanceObserver } from 'node:perf_hooks'
import { setImmediate as turn } from 'node:timers/promises'

/** Once the code is optimised, it allocates the same each time; the least disturbed of these is what counts. */
const ROUNDS = 5

/**
 * Bytes that a task allocates for each of its iterations. Needs a young generation that is larger than all of it
 * (`--min-semi-space-size`), so that nothing is collected in between, and `--expose-gc`.
 *
 * @param task does so many iterations
 * @throws {Error} when garbage was collected in every round
 */
export async function allocatedPer(
  iterations: number,
  task: (iterations: number) => Promise<void>,
): Promise<number> {
  const { gc } = globalThis
  if (gc === undefined) throw new Error('Run this with --expose-gc.')
  let collections = 0
  const observer = new PerformanceObserver((list) => {
    collections += list.getEntries().filter(isScavenge).length
  })
  observer.observe({ entryTypes: ['gc'] })
  // Until the compiler has nothing left to improve.
  for (let round = 0; round < ROUNDS; round++) await task(iterations)
  let least = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    gc()
    await turn()
    collections = 0
    const before = process.memoryUsage().heapUsed
    await task(iterations)
    const allocated = process.memoryUsage().heapUsed - before
    await turn()
    if (collections === 0) least = Math.min(least, allocated / iterations)
  }
  observer.disconnect()
  if (least === Infinity)
    throw new Error('Garbage was collected meanwhile: make --min-semi-space-size larger.')
  return Math.round(least)
}

/** Minor collections; the ones that are asked for are major. */
function isScavenge(entry: object): boolean {
  if (!('detail' in entry)) return false
  const { kind } = entry.detail as { readonly kind: number }
  return kind === constants.NODE_PERFORMANCE_GC_MINOR
}
