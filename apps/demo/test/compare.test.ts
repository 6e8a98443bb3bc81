import { describe, expect, test } from 'vitest'
import { allChecks } from '../src/smoke/all-checks.ts'
import type { DocumentedDifference, Finding } from '../src/smoke/check.ts'
import { compare, type Comparison, isRight } from '../src/smoke/compare.ts'
import { verdictTable } from '../src/smoke/verdict.ts'

const NAMES = ['One', 'Two']
const DOCUMENTED = { why: 'Two is like that (docs).', own: { One: 'a', Two: 'b' } }

type Answer = Omit<Finding, 'summary'> | Error

/** Compares two routers of which each answers, or fails, as it is told. */
function compareAnswers(answers: readonly Answer[], documented?: DocumentedDifference): Promise<Comparison> {
  const demos = NAMES.map((name) => ({ name, url: '', stop: () => Promise.resolve(0) }))
  const run = ({ name }: { readonly name: string }): Promise<Finding> => {
    const answer = answers[NAMES.indexOf(name)] ?? new Error('Nobody told.')
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ summary: '200', ...answer })
  }
  return compare({ name: 'GET /it', ...(documented === undefined ? {} : { documented }), run }, demos)
}

test('routers that answer alike pass', async () => {
  const comparison = await compareAnswers([{ seen: { status: 200 } }, { seen: { status: 200 } }])
  expect(comparison.verdict).toBe('same')
  expect(isRight(comparison)).toBe(true)
  expect(verdictTable(NAMES, [comparison])).toBe(
    [
      'Check     One   Two   Verdict',
      '───────   ───   ───   ───────',
      'GET /it   200   200   same',
      '',
      'One, Two: 1 alike.',
    ].join('\n'),
  )
})

test('routers that do not are shown with what they answered', async () => {
  const comparison = await compareAnswers([{ seen: { status: 200 } }, { seen: { status: 201 } }])
  expect(comparison.verdict).toBe('DIFFERENT')
  expect(isRight(comparison)).toBe(false)
  const table = verdictTable(NAMES, [comparison])
  expect(table).toContain('GET /it\n  One: {"status":200}\n  Two: {"status":201}')
  expect(table).toContain('One, Two: 0 alike, 1 wrong.')
})

test('a router that fails is shown with its failure', async () => {
  const comparison = await compareAnswers([{ seen: 1 }, new Error('It has no end.')], DOCUMENTED)
  expect(comparison.verdict).toBe('FAILED')
  expect(isRight(comparison)).toBe(false)
  expect(verdictTable(NAMES, [comparison])).toContain('GET /it\n  One: 1\n  Two: It has no end.')
})

describe('a documented difference', () => {
  test('passes, is not called the same, and is explained', async () => {
    const answers = [
      { seen: 1, own: 'a' },
      { seen: 1, own: 'b' },
    ]
    const comparison = await compareAnswers(answers, DOCUMENTED)
    expect(isRight(comparison)).toBe(true)
    expect(verdictTable(NAMES, [comparison, await compareAnswers([{ seen: 1 }, { seen: 1 }])])).toBe(
      [
        'Check     One   Two   Verdict',
        '───────   ───   ───   ─────────────────',
        'GET /it   200   200   as documented [1]',
        'GET /it   200   200   same',
        '',
        '[1] Two is like that (docs).',
        '',
        'One, Two: 1 alike, 1 differ as documented.',
      ].join('\n'),
    )
  })

  test.each([
    ['something else differs', { seen: 1, own: 'a' }, { seen: 2, own: 'b' }],
    ['a router has what is documented of another', { seen: 1, own: 'b' }, { seen: 1, own: 'a' }],
    ['they do not differ any more', { seen: 1, own: 'a' }, { seen: 1, own: 'a' }],
    ['a router does not say what it has', { seen: 1, own: 'a' }, { seen: 1 }],
  ])('does not excuse that %s', async (_what, one, two) => {
    const comparison = await compareAnswers([one, two], DOCUMENTED)
    expect(comparison.verdict).toBe('DIFFERENT')
    expect(isRight(comparison)).toBe(false)
    expect(comparison.why).toBeUndefined()
  })

  test('is named for every demo', () => {
    const documented = allChecks.flatMap((check) => check.documented ?? [])
    expect(documented).toHaveLength(2)
    for (const { own } of documented) expect(Object.keys(own)).toEqual(['Express', 'Koa', 'Hono'])
  })
})
