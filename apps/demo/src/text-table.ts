/** Rows as lines of text, each column as wide as its widest cell, the first row underlined. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length)
  }
  const [head = '', ...lines] = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('   ')
      .trimEnd(),
  )
  const rule = widths.map((width) => '─'.repeat(width)).join('   ')
  return [head, rule, ...lines].join('\n')
}
