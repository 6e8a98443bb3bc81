import { describe, expect, test } from 'vitest'
import { readBudget } from '../src/guard/budget.ts'
import { bundleSize } from '../src/guard/bundle-size.ts'
import { BUNDLES } from '../src/guard/bundles.ts'

/** Bytes by which a debt may grow before someone has to look at it. */
const SLACK = 200

const { sizes } = readBudget()

describe('bundles, minified and gzipped', () => {
  test.each(BUNDLES)('$name', async (bundle) => {
    const size = await bundleSize(bundle)
    const { limit, overdrawn } = sizes[bundle.name]!
    expect(size).toBeLessThanOrEqual(overdrawn === undefined ? limit : overdrawn + SLACK)
    // A debt that was paid is taken out of budget.json, so that it is not made again.
    if (overdrawn !== undefined) expect(size).toBeGreaterThan(limit)
  })

  test('every bundle has a budget', () => {
    expect(Object.keys(sizes)).toEqual(BUNDLES.map(({ name }) => name))
  })
})
