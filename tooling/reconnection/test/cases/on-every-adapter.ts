import { describe } from 'vitest'
import { type Adapter, ADAPTERS } from '../../src/adapters.ts'

/** Longer than `Recording.until` waits: it knows best what is missing. In milliseconds. */
const TIMEOUT = 30_000

/** Cases for each adapter by name. */
export function onEveryAdapter(cases: (adapter: Adapter) => void): void {
  describe.each(Object.entries(ADAPTERS))('%s', { timeout: TIMEOUT }, (_name, adapter) => cases(adapter))
}
