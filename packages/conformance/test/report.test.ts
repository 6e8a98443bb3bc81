import { expect, test } from 'vitest'

import { matrixDocument } from '../src/report/matrix-document.ts'
import { renderMatrix } from '../src/report/render-matrix.ts'
import type { CaseResult, RunResults } from '../src/run/case-result.ts'

const result = (
  id: `H1.${string}` | `L1.${string}` | `E4.${string}`,
  status: CaseResult['status'],
  reason?: string,
): CaseResult => ({
  id,
  clause: id.slice(0, 2) as 'H1' | 'L1' | 'E4',
  title: id,
  status,
  ms: Math.random(),
  ...(reason === undefined ? {} : { reason }),
})

const results: readonly RunResults[] = [
  {
    adapter: 'node',
    protocol: 'http1',
    cases: [
      result('H1.commit', 'pass'),
      result('L1.reset', 'fail', 'late'),
      result('E4.body', 'skip', 'no framework'),
    ],
  },
  {
    adapter: 'fetch',
    protocol: 'http1',
    cases: [result('H1.commit', 'pass'), result('H1.flush', 'skip', 'no flush')],
  },
]

test('the matrix has a row for each adapter, a column for each clause, and the reasons below', () => {
  const [head, , fetchRow, nodeRow, , ...notes] = renderMatrix(results).split('\n')
  expect(head).toMatch(/^\| {2}\| H1 \| H2 .* S1 \| O1 .* F7 \|$/)
  expect(fetchRow).toMatch(/^\| fetch http1 \| \u2713<sup>1<\/sup> \| \u2013 /)
  expect(nodeRow).toMatch(/^\| node http1 \| \u2713 .*\u2717.*\u2013<sup>2<\/sup>/)
  expect(notes.join('\n')).toBe('<sup>1</sup> no flush  \n<sup>2</sup> no framework')
})

test('the document does not depend on order or time', () => {
  const text = JSON.stringify(matrixDocument(results))
  expect(JSON.stringify(matrixDocument(results.toReversed()))).toBe(text)
  expect(text).not.toContain('"ms"')
})

test('the document names every clause, and the cases that look whether it is kept', () => {
  const { clauses } = matrixDocument(results)
  expect(clauses.map(({ id }) => id)).toEqual(expect.arrayContaining(['H1', 'L1', 'E4', 'F7']))
  const of = (clause: string): unknown => clauses.find(({ id }) => id === clause)?.cases
  // Both adapters ran one of them, only one of them the other.
  expect(of('H1')).toEqual([
    { id: 'H1.commit', title: 'H1.commit' },
    { id: 'H1.flush', title: 'H1.flush' },
  ])
  expect(of('L1')).toEqual([{ id: 'L1.reset', title: 'L1.reset' }])
  expect(of('F7')).toEqual([])
})
