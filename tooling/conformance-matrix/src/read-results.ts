import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { RunResults } from '@sluice/conformance/report'

/** Reads what the conformance tests of all packages have written. */
export function readResults(root: string): RunResults[] {
  const packages = join(root, 'packages')
  return readdirSync(packages).flatMap((name) => {
    const folder = join(packages, name, '.results', 'conformance')
    if (!existsSync(folder)) return []
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
    return files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as RunResults)
  })
}
