import { describe, expect, it } from 'vitest'
import { Arrivals, BINS } from '../src/lanes/arrivals.ts'

const sumOf = (bytes: Uint32Array): number => bytes.reduce((sum, count) => sum + count, 0)

describe('when bytes arrived', () => {
  it('is kept by time', () => {
    const arrivals = new Arrivals()
    arrivals.add(10, 0)
    arrivals.add(5, 1)
    arrivals.add(7, 1_000)
    arrivals.add(3, 1_999.9)
    expect(arrivals.span).toBe(2_000)
    expect(arrivals.bytes[0]).toBe(15)
    expect(arrivals.bytes[BINS / 2]).toBe(7)
    expect(arrivals.bytes[BINS - 1]).toBe(3)
  })

  it('makes room for what is later, and keeps what was earlier in its place', () => {
    const arrivals = new Arrivals()
    arrivals.add(10, 0)
    arrivals.add(7, 1_000)
    arrivals.add(3, 1_999)
    arrivals.add(1, 2_000)
    expect(arrivals.span).toBe(4_000)
    expect(arrivals.bytes[0]).toBe(10)
    expect(arrivals.bytes[BINS / 4]).toBe(7)
    expect(arrivals.bytes[BINS / 2 - 1]).toBe(3)
    expect(arrivals.bytes[BINS / 2]).toBe(1)
  })

  it('takes no more memory for an hour, and loses nothing', () => {
    const arrivals = new Arrivals()
    for (let second = 0; second <= 3_600; second += 1) arrivals.add(100, second * 1_000)
    expect(arrivals.bytes).toHaveLength(BINS)
    expect(arrivals.span).toBe(2_000 * 2 ** 11)
    expect(sumOf(arrivals.bytes)).toBe(360_100)
  })
})
