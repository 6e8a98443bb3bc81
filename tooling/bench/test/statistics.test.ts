import { describe, expect, test } from 'vitest'
import { percentile, ratios, summarize } from '../src/report/statistics.ts'

describe('summarize', () => {
  test('the middle one of an odd number, the mean of the middle two of an even number', () => {
    expect(summarize([9, 1, 5])).toEqual({ median: 5, min: 1, max: 9 })
    expect(summarize([10, 2, 4, 8])).toEqual({ median: 6, min: 2, max: 10 })
    expect(summarize([7])).toEqual({ median: 7, min: 7, max: 7 })
  })

  test('nothing of nothing', () => {
    expect(summarize([])).toBeUndefined()
  })
})

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i)

  test('by nearest rank', () => {
    expect(percentile(hundred, 0.5)).toBe(50)
    expect(percentile(hundred, 0.99)).toBe(99)
    expect(percentile(hundred, 1)).toBe(100)
    expect(percentile([3], 0.01)).toBe(3)
    expect(percentile([], 0.5)).toBeUndefined()
  })

  test('by size, not by spelling', () => {
    expect(percentile([9, 10, 100], 0.5)).toBe(10)
  })
})

test('ratios are of the same round, and only where both were measured', () => {
  expect(ratios([2, 6, 4], [1, 2, 8])).toEqual([2, 3, 0.5])
  expect(ratios([2, undefined, 4], [1, 2, undefined])).toEqual([2])
  expect(ratios([2], [0])).toEqual([])
})
