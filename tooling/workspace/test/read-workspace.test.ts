import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { publishedPackages, readWorkspace, REPOSITORY } from '../src/index.ts'

it('finds the repository', () => {
  expect(existsSync(join(REPOSITORY, 'pnpm-workspace.yaml'))).toBe(true)
})

it('lists packages, apps and tools', () => {
  const directories = readWorkspace().map(({ directory }) => directory)
  expect(directories).toContain('packages/core')
  expect(directories).toContain('apps/demo-express')
  expect(directories).toContain('tooling/workspace')
})

it('takes a package for published unless it is private', () => {
  const published = publishedPackages().map(({ name }) => name)
  expect(published).toContain('@sluice/core')
  expect(published).not.toContain('workspace')
})
