import { beforeAll, describe, expect, test } from 'vitest'
import { readBudget } from '../src/guard/budget.ts'
import { countAllocations } from '../src/guard/count-allocations.ts'

/** What another version of Node, or of a schema library, may change. */
const TOLERANCE = 1.25

const { allocations } = readBudget()
let counted: Record<string, number>

beforeAll(async () => {
  counted = await countAllocations()
}, 120_000)

describe('bytes allocated by each layer', () => {
  test.each(Object.entries(allocations))('%s: %i', (name, budget) => {
    expect(counted[name], 'over budget: profile it, or change budget.json on purpose').toBeLessThan(
      budget * TOLERANCE,
    )
    // A budget far above what is needed would let the next regression through.
    expect(counted[name], 'well done: put the new figure into budget.json').toBeGreaterThan(
      budget / TOLERANCE / TOLERANCE,
    )
  })

  test('every layer has a budget', () => {
    expect(Object.keys(counted)).toEqual(Object.keys(allocations))
  })
})
