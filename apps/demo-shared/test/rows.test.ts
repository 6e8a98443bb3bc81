import { createHash } from 'node:crypto'
import { InvalidArgumentError } from '@sluice/core'
import { describe, expect, test } from 'vitest'
import { orderRow } from '../src/export/order-row.ts'
import { MAX_ROWS, rows } from '../src/export/rows.ts'

describe('rows', () => {
  test('are the same 100,000 on every machine, all different, in order, and as the schema says', () => {
    const hash = createHash('sha256')
    const seen = new Set<string>()
    let placedAt = ''
    for (const row of rows(100_000, 1)) {
      const line = JSON.stringify(row)
      hash.update(line)
      const { id, ...content } = row
      seen.add(JSON.stringify(content))
      // Asserted by hand where it is done for each row: an expect() costs more than the row.
      if (id !== `SO-${String(seen.size).padStart(8, '0')}`) expect.fail(`${id} is out of order.`)
      if (row.placedAt < placedAt) expect.fail(`${id} is earlier than the row before.`)
      placedAt = row.placedAt
      if (seen.size % 100 === 1) expect(orderRow.parse(row)).toEqual(row)
      const sum = row.items.reduce((total, { quantity, price }) => total + quantity * price, 0)
      if (row.total !== sum) expect.fail(`The total of ${id} is not that of its items.`)
    }
    expect(seen.size).toBe(100_000)
    expect(hash.digest('hex')).toBe('79861ab71a205770fb361d69a02d59eb94ea157a54b46230d15ef2e4a752f45c')
  })

  test('can be started with anywhere, at once', () => {
    const all = [...rows(300, 7)]
    expect([...rows(100, 7, 200)]).toEqual(all.slice(200))
    expect([...rows(0, 7, 300)]).toEqual([])
    const [last, ...none] = rows(1, 7, MAX_ROWS - 1)
    expect(orderRow.parse(last).id).toBe(`SO-${MAX_ROWS}`)
    expect(none).toEqual([])
  })

  test('are others with another seed', () => {
    const [one] = rows(1, 1)
    for (const seed of [0, 2, -1, 2 ** 31, Number.MAX_SAFE_INTEGER])
      expect([...rows(1, seed)]).not.toEqual([one])
  })

  test('are of all kinds', () => {
    const sample = [...rows(5_000, 1)]
    expect(new Set(sample.map(({ status }) => status)).size).toBe(6)
    expect(new Set(sample.map(({ country }) => country)).size).toBe(16)
    expect(new Set(sample.map(({ city }) => city)).size).toBeGreaterThan(90)
    expect(new Set(sample.map(({ customer }) => customer)).size).toBeGreaterThan(950)
    const lengths = new Set(sample.map(({ items }) => items.length))
    expect([...lengths].toSorted()).toEqual([1, 2, 3, 4])
  })

  test.each([
    [-1, 0],
    [1.5, 0],
    [Number.NaN, 0],
    [1, -1],
    [1, 0.5],
    [2, MAX_ROWS - 1],
  ])('are not %d from %d', (count, start) => {
    expect(() => rows(count, 1, start).next()).toThrow(InvalidArgumentError)
  })
})
