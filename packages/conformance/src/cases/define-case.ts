import type { ClauseId, ConformanceCase } from './conformance-case.ts'

/** Makes the case of a clause; the id begins with the clause's: `defineCase('L1.reset', …)`. */
export function defineCase<Name extends string>(
  id: `${ClauseId}.${Name}`,
  title: string,
  run: ConformanceCase['run'],
  more: Pick<ConformanceCase, 'requires' | 'timeout'> = {},
): ConformanceCase {
  return { id, clause: id.split('.', 1)[0] as ClauseId, title, run, ...more }
}
