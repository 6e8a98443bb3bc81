import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'

/** A tarball as it would be published. */
export interface Packed {
  /** Its absolute path. */
  readonly tarball: string
  /** What it holds, relative to the package. */
  readonly files: readonly string[]
}

/**
 * Packs a package exactly as it would be published.
 *
 * @param directory the package, an absolute path
 * @param destination an absolute path for the tarball; it is emptied first
 * @throws Error when pnpm cannot pack it
 */
export function pack(directory: string, destination: string): Packed {
  rmSync(destination, { recursive: true, force: true })
  const { status, stdout, stderr, error } = spawnSync(
    'pnpm',
    ['pack', '--json', '--pack-destination', destination],
    {
      cwd: directory,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  )
  if (error)
    throw new Error('pnpm could not be started. Run this as `npx -y pnpm@12 test packages`.', {
      cause: error,
    })
  if (status !== 0) throw new Error(`pnpm pack failed in ${directory}: ${stdout}${stderr}`)
  const { filename, files } = JSON.parse(stdout) as { filename: string; files: { path: string }[] }
  return { tarball: filename, files: files.map(({ path }) => path) }
}
