import { expect, it } from 'vitest'
import { checkLockfile, linesWithAddress } from '../src/check-lockfile.ts'

it('is content with versions and hashes', () => {
  expect(
    linesWithAddress("packages:\n\n  'koa@3.3.0':\n    resolution: {integrity: sha512-https//+A==}\n"),
  ).toEqual([])
})

it.each([
  '    resolution: {tarball: koa.tgz, integrity: sha512-A==}',
  '    version: https://example.org/koa.tgz',
  '    resolution: {type: git, repo: git+ssh://git@example.org/koa.git}',
])('finds %s', (line) => {
  expect(linesWithAddress(`packages:\n${line}\n`)).toEqual([`pnpm-lock.yaml:2: ${line.trim()}`])
})

it('finds none in the lockfile of this repository', async () => {
  expect(await checkLockfile()).toMatchObject({ failed: 0 })
})
