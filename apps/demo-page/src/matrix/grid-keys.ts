/** A place in a grid, from 0. */
export interface GridPlace {
  readonly row: number
  readonly column: number
}

/** Where a key leads to from a place in a grid; `undefined` if it leads nowhere (WAI-ARIA, the grid pattern). */
export function gridMove(key: string, from: GridPlace, rows: number, columns: number): GridPlace | undefined {
  const { row, column } = from
  switch (key) {
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) }
    case 'ArrowRight':
      return { row, column: Math.min(columns - 1, column + 1) }
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column }
    case 'ArrowDown':
      return { row: Math.min(rows - 1, row + 1), column }
    case 'Home':
      return { row, column: 0 }
    case 'End':
      return { row, column: columns - 1 }
    default:
      return undefined
  }
}
