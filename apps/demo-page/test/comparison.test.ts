import { describe, expect, it } from 'vitest'
import { Comparison, type LaneEnd } from '../src/lanes/comparison.ts'

const CLEAN: LaneEnd = { stopped: false, how: 'a clean end' }
const CUT: LaneEnd = { stopped: false, how: 'cut off' }
const STOPPED: LaneEnd = { stopped: true, how: 'stopped by you' }

describe('a comparison of lanes', () => {
  it('has nothing to say until all lanes have something', () => {
    const comparison = new Comparison(3)
    expect(comparison.verdict).toEqual({ kind: 'waiting' })
    comparison.add(0, ['a', 'b'])
    comparison.add(2, ['a'])
    expect(comparison.verdict).toEqual({ kind: 'waiting' })
    comparison.add(1, ['a'])
    expect(comparison.verdict).toEqual({ kind: 'identical', messages: 1, until: 'now' })
  })

  it('finds them identical, however they came', () => {
    const comparison = new Comparison(2)
    const texts = Array.from({ length: 1_000 }, (_, index) => `message ${index}`)
    comparison.add(0, texts)
    comparison.end(0, CLEAN)
    for (const text of texts) comparison.add(1, [text])
    expect(comparison.verdict).toEqual({ kind: 'identical', messages: 1_000, until: 'now' })
    comparison.end(1, CLEAN)
    expect(comparison.verdict).toEqual({ kind: 'identical', messages: 1_000, until: 'end' })
  })

  it('shows the first difference, and no later one', () => {
    const comparison = new Comparison(3)
    comparison.add(0, ['a', 'b', 'c'])
    comparison.add(1, ['a', 'B', 'C'])
    comparison.add(2, ['a', 'b', 'c'])
    const different = { kind: 'different', index: 1, texts: ['b', 'B', 'b'] }
    expect(comparison.verdict).toEqual(different)
    comparison.add(0, ['d'])
    for (const lane of [0, 1, 2]) comparison.end(lane, CLEAN)
    expect(comparison.verdict).toEqual(different)
  })

  it('finds a lane that ends where another goes on', () => {
    const comparison = new Comparison(2)
    comparison.add(0, ['a', 'b'])
    comparison.add(1, ['a'])
    comparison.end(1, CLEAN)
    expect(comparison.verdict).toEqual({ kind: 'different', index: 1, texts: ['b', 'a clean end'] })
  })

  it('finds a lane that goes on where another has ended', () => {
    const comparison = new Comparison(2)
    comparison.add(0, ['a'])
    comparison.add(1, ['a'])
    comparison.end(0, CLEAN)
    expect(comparison.verdict).toMatchObject({ kind: 'identical' })
    comparison.add(1, ['b'])
    expect(comparison.verdict).toEqual({ kind: 'different', index: 1, texts: ['a clean end', 'b'] })
  })

  it('finds lanes that end in different ways', () => {
    const comparison = new Comparison(2)
    comparison.end(0, CLEAN)
    comparison.end(1, CUT)
    expect(comparison.verdict).toEqual({ kind: 'different', index: 0, texts: ['a clean end', 'cut off'] })
  })

  it('finds nothing identical to nothing', () => {
    const comparison = new Comparison(2)
    comparison.end(0, CLEAN)
    comparison.end(1, CLEAN)
    expect(comparison.verdict).toEqual({ kind: 'identical', messages: 0, until: 'end' })
  })

  it('takes a stop in the middle for no difference, and sees one before it', () => {
    const comparison = new Comparison(2)
    comparison.add(0, ['a', 'b', 'c'])
    comparison.add(1, ['a'])
    comparison.end(1, STOPPED)
    comparison.end(0, STOPPED)
    expect(comparison.verdict).toEqual({ kind: 'identical', messages: 1, until: 'stopped' })
    comparison.add(1, ['B'])
    expect(comparison.verdict).toMatchObject({ kind: 'different', index: 1 })
  })
})
