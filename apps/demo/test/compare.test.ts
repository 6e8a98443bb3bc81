import { expect, test } from 'vitest'
import { compare, type Comparison } from '../src/smoke/compare.ts'
import { verdictTable } from '../src/smoke/verdict.ts'

const NAMES = ['One', 'Two']

/** Compares two routers of which each answers, or fails, as it is told. */
function compareAnswers(...answers: readonly unknown[]): Promise<Comparison> {
  const demos = answers.map((_, index) => ({ url: String(index), stop: () => Promise.resolve(0) }))
  const check = {
    name: 'GET /it',
    run: ({ url }: { readonly url: string }) => {
      const seen = answers[Number(url)]
      return seen instanceof Error ? Promise.reject(seen) : Promise.resolve({ summary: '200', seen })
    },
  }
  return compare(check, demos)
}

test('routers that answer alike pass', async () => {
  const comparison = await compareAnswers({ status: 200 }, { status: 200 })
  expect(comparison.verdict).toBe('same')
  expect(verdictTable(NAMES, [comparison])).toBe(
    [
      'Check     One   Two   Verdict',
      '───────   ───   ───   ───────',
      'GET /it   200   200   same',
      '',
      'One, Two answer alike: 1 checks.',
    ].join('\n'),
  )
})

test('routers that do not are shown with what they answered', async () => {
  const comparison = await compareAnswers({ status: 200 }, { status: 201 })
  expect(comparison.verdict).toBe('DIFFERENT')
  const table = verdictTable(NAMES, [comparison])
  expect(table).toContain('GET /it\n  One: {"status":200}\n  Two: {"status":201}')
  expect(table).toContain('1 of 1 checks found something wrong.')
})

test('a router that fails is shown with its failure', async () => {
  const comparison = await compareAnswers({ status: 200 }, new Error('It has no end.'))
  expect(comparison.verdict).toBe('FAILED')
  expect(verdictTable(NAMES, [comparison])).toContain('GET /it\n  One: {"status":200}\n  Two: It has no end.')
})
