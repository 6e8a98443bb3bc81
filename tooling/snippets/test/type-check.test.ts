import { join, resolve } from 'node:path'
import { REPOSITORY } from 'workspace'
import { expect, it } from 'vitest'
import { extractSnippets } from '../src/extract.ts'
import { typeCheck } from '../src/type-check.ts'

const directory = resolve(import.meta.dirname, '../node_modules/.cache/snippets-test')
const check = (markdown: string): string[] =>
  typeCheck(extractSnippets('docs/page.md', markdown), directory, join(REPOSITORY, 'tsconfig.base.json'))

it('is content with modules that compile, each with names of its own', () => {
  expect(
    check("```ts\nimport { vi } from 'vitest'\nconst a: typeof vi = vi\n```\n```ts\nconst a = 1\n```\n"),
  ).toEqual([])
})

it('reports an error at its line of the document', () => {
  expect(
    check('# Page\n\n```ts\nconst a = 1\n```\n\nText.\n\n```ts continues\nconst b: string = a\n```\n'),
  ).toEqual(["docs/page.md:10: TS2322: Type 'number' is not assignable to type 'string'."])
})

it('reports a package that cannot be imported', () => {
  expect(check("```ts\nimport { x } from 'no-such-package'\nx()\n```\n")).toEqual([
    expect.stringContaining('docs/page.md:2: TS2307'),
  ])
})

it('keeps the lines of a long diagnostic together', () => {
  const [first, ...more] = check(
    '```ts\nconst a: { b: { c: string } } = { b: { c: 1 as number | string } }\n```\n',
  )
  expect(first).toContain('docs/page.md:2: TS2322')
  expect(more).toEqual([])
})
