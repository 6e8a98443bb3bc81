import { describe } from 'vitest'
import { type Adapter, ADAPTERS } from '../../src/adapters.ts'

/** Cases for each adapter by name. */
export function onEveryAdapter(cases: (adapter: Adapter) => void): void {
  describe.each(Object.entries(ADAPTERS))('%s', (_name, adapter) => cases(adapter))
}
