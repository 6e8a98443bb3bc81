import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const PROGRAM = fileURLToPath(new URL('../../dist/guard/main.js', import.meta.url))
/** Megabytes: more than any task allocates, so that nothing is collected while it runs. */
const YOUNG_GENERATION = 128

/**
 * Counts what each guard task allocates, in a process of its own whose garbage collector and compiler keep out of the
 * way: the same figures on a busy machine as on a quiet one.
 *
 * @returns bytes for each event or request, by the name of the task
 */
export async function countAllocations(): Promise<Record<string, number>> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    `--min-semi-space-size=${YOUNG_GENERATION}`,
    `--max-semi-space-size=${YOUNG_GENERATION}`,
    '--single-threaded',
    PROGRAM,
  ])
  return JSON.parse(stdout) as Record<string, number>
}
