import { expect, it } from 'vitest'
import { gridMove } from '../src/matrix/grid-keys.ts'

it('leads from one cell to the next, and never out of the grid', () => {
  const from = { row: 1, column: 1 }
  const to = (key: string, at = from): unknown => gridMove(key, at, 3, 4)
  expect(to('ArrowLeft')).toEqual({ row: 1, column: 0 })
  expect(to('ArrowRight')).toEqual({ row: 1, column: 2 })
  expect(to('ArrowUp')).toEqual({ row: 0, column: 1 })
  expect(to('ArrowDown')).toEqual({ row: 2, column: 1 })
  expect(to('Home')).toEqual({ row: 1, column: 0 })
  expect(to('End')).toEqual({ row: 1, column: 3 })
  expect(to('Tab')).toBeUndefined()
  const last = { row: 2, column: 3 }
  for (const key of ['ArrowRight', 'ArrowDown', 'End']) expect(to(key, last)).toEqual(last)
  const first = { row: 0, column: 0 }
  for (const key of ['ArrowLeft', 'ArrowUp', 'Home']) expect(to(key, first)).toEqual(first)
})
