import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { settled } from './fake-exchange.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** How many of these are still in memory once everything unreachable is gone. */
export async function survivors(refs: readonly WeakRef<object>[]): Promise<number> {
  // A WeakRef holds on to its target until the turn of the event loop is over.
  await settled()
  collectGarbage()
  return refs.filter((ref) => ref.deref() !== undefined).length
}
