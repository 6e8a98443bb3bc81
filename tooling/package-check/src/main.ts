import { join, resolve } from 'node:path'
import { publishedPackages, REPOSITORY } from 'workspace'
import { fileProblems } from './file-problems.ts'
import { pack } from './pack.ts'
import { runAttw } from './run-attw.ts'
import { runPublint } from './run-publint.ts'

const CACHE = resolve(import.meta.dirname, '../node_modules/.cache/packed')

const packages = publishedPackages()
let wrong = 0
for (const { name, directory } of packages) {
  const { tarball, files } = pack(join(REPOSITORY, directory), join(CACHE, directory))
  const problems = [...fileProblems(files), ...(await runPublint(tarball)), ...runAttw(tarball)]
  if (problems.length > 0) wrong += 1
  for (const problem of problems) console.log(`${name}: ${problem}`)
}
console.log(`${packages.length} packages packed, ${wrong} with problems`)
process.exitCode = wrong > 0 ? 1 : 0
