import type { Cost } from '../run/messages.ts'
import type { Comparison, Share } from '../report/results.ts'

/** Functions that are named. */
const MOST_FUNCTIONS = 6

/** What two profiles say of one another. */
export function compare(
  own: readonly Cost[],
  other: readonly Cost[],
): Pick<Comparison, 'places' | 'functions'> {
  const byPlace = ({ place }: Cost): string => place
  const byFunction = ({ place, name }: Cost): string => `${place}\n${name}`
  return {
    places: shares(own, other, byPlace).map(([place, share]) => ({ place, ...share })),
    functions: shares(own, other, byFunction)
      .filter(([, share]) => excess(share) > 0)
      .slice(0, MOST_FUNCTIONS)
      .map(([key, share]) => {
        const [place = '', name = ''] = key.split('\n')
        return { place, name, ...share }
      }),
  }
}

/** The greatest excess first. */
function shares(
  own: readonly Cost[],
  other: readonly Cost[],
  keyOf: (cost: Cost) => string,
): [key: string, share: Share][] {
  const [mine, theirs] = [sums(own, keyOf), sums(other, keyOf)]
  const keys = new Set([...mine.keys(), ...theirs.keys()])
  return [...keys]
    .map((key): [string, Share] => [key, { own: mine.get(key) ?? 0, other: theirs.get(key) ?? 0 }])
    .toSorted(([, a], [, b]) => excess(b) - excess(a))
}

function sums(costs: readonly Cost[], keyOf: (cost: Cost) => string): Map<string, number> {
  const result = new Map<string, number>()
  for (const cost of costs) result.set(keyOf(cost), (result.get(keyOf(cost)) ?? 0) + cost.amount)
  return result
}

function excess({ own, other }: Share): number {
  return own - other
}
