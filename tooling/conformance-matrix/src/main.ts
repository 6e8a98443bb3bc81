import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

import { renderMatrix } from '@sluice/conformance/report'

import { documents } from './documents.ts'
import { readResults } from './read-results.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const results = readResults(root)
const [mode] = process.argv.slice(2)

if (mode !== '--write' && mode !== '--check') {
  console.error('Usage: node tooling/conformance-matrix/dist/main.js --write | --check')
  process.exitCode = 2
} else if (results.length === 0) {
  console.error('There are no conformance results yet: run the tests of the adapters first.')
  process.exitCode = 2
} else {
  console.log(renderMatrix(results))
  const stale = documents(root, results).filter(({ text, current }) => text !== current)
  if (mode === '--write') for (const { path, text } of stale) writeFileSync(path, text)
  for (const { path } of stale)
    console.log(`${mode === '--write' ? 'wrote' : 'stale:'} ${relative(root, path)}`)
  if (mode === '--check' && stale.length > 0) {
    console.error('Run `node tooling/conformance-matrix/dist/main.js --write` and commit the result.')
    process.exitCode = 1
  }
}
