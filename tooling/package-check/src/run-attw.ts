import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const MANIFEST = createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json')
const ATTW = join(dirname(MANIFEST), 'dist/index.js')

/**
 * Asks whether the types of a tarball resolve as its modules do, for those who import it as ESM (it is ESM only).
 *
 * @returns the report of attw when something is wrong, else nothing
 */
export function runAttw(tarball: string): string[] {
  const options = [
    '--profile',
    'esm-only',
    '--format',
    'ascii',
    '--no-color',
    '--no-emoji',
    '--no-definitely-typed',
  ]
  const { status, stdout, stderr } = spawnSync(process.execPath, [ATTW, ...options, tarball], {
    encoding: 'utf8',
  })
  return status === 0 ? [] : [`attw:\n${stdout}${stderr}`]
}
