import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Names a log for this process alone, in a new folder for temporary files that goes when the process exits. */
export function temporaryLog(): string {
  // Of a name that nobody can foresee, so that nobody can have put something there.
  const folder = mkdtempSync(join(tmpdir(), 'sluice-demo-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'demo.log')
}
