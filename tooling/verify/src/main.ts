import { CHECKS } from './checks.ts'
import { tally } from './outcome.ts'
import { runChecks } from './run-checks.ts'

// `pnpm test` runs every check, `pnpm test lint format` only those.
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !CHECKS.some((check) => check.name === name))
if (unknown.length > 0) {
  const names = [...new Set(CHECKS.map(({ name }) => name))].join(', ')
  console.error(`There is no check called ${unknown.join(', ')}. The checks are: ${names}.`)
  process.exit(2)
}

const checks = wanted.length > 0 ? CHECKS.filter(({ name }) => wanted.includes(name)) : CHECKS
const total = await runChecks(checks, (text) => console.log(text))
console.log(`\n${tally(total)}`)
process.exitCode = total.failed > 0 ? 1 : 0
