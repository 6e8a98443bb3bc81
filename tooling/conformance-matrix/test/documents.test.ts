import { expect, test } from 'vitest'

import { replaceTable } from '../src/documents.ts'

test('the table goes between the markers, the rest stays', () => {
  const text = 'before\n<!-- support-table:start -->\nold\n<!-- support-table:end -->\nafter\n'
  const written = replaceTable(text, '| new |')
  expect(written).toBe(
    'before\n<!-- support-table:start -->\n\n| new |\n\n<!-- support-table:end -->\nafter\n',
  )
  expect(replaceTable(written, '| new |')).toBe(written)
})

test('a README without markers is refused', () => {
  expect(() => replaceTable('nothing here', '| new |')).toThrow(/support-table:start/)
})
