import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { REPOSITORY } from 'workspace'
import { listDocuments } from './documents.ts'
import { extractSnippets } from './extract.ts'
import { typeCheck } from './type-check.ts'

// Below this package's node_modules, so that the snippets import what this package depends on.
const CACHE = resolve(import.meta.dirname, '../node_modules/.cache/snippets')

const documents = listDocuments(REPOSITORY)
const snippets = documents.flatMap((path) =>
  extractSnippets(path, readFileSync(join(REPOSITORY, path), 'utf8')),
)
const errors = typeCheck(snippets, CACHE, join(REPOSITORY, 'tsconfig.base.json'))

for (const error of errors) console.log(error)
console.log(`${snippets.length} snippets in ${documents.length} documents, ${errors.length} errors`)
process.exitCode = errors.length > 0 ? 1 : 0
