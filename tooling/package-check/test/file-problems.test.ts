import { expect, it } from 'vitest'
import { fileProblems } from '../src/file-problems.ts'

const GOOD = ['package.json', 'README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts']

it('is content with what a package needs', () => {
  expect(fileProblems([...GOOD, 'dist/index.js.map', 'src/test-kit.ts'])).toEqual([])
})

it('names what is missing', () => {
  expect(fileProblems(GOOD.slice(1))).toEqual(['package.json is missing from the tarball.'])
})

it('names what nobody needs', () => {
  expect(fileProblems([...GOOD, 'dist/tsconfig.tsbuildinfo', 'test/a.test.ts'])).toEqual([
    'dist/tsconfig.tsbuildinfo must not be published.',
    'test/a.test.ts must not be published.',
  ])
})
