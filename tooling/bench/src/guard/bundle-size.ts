import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** What a user imports, and how large it may become. */
export interface Bundle {
  readonly name: string
  /** Source of a module that imports it. */
  readonly source: string
  /** Packages that are somebody else's size: imported, and not counted. */
  readonly external: readonly string[]
}

/** Bytes of a bundle, minified and gzipped. */
export async function bundleSize({ source, external }: Bundle): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, sourcefile: 'entry.js' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: [...external],
    logLevel: 'silent',
  })
  const [file] = outputFiles
  if (file === undefined) throw new Error('There is nothing in the bundle.')
  return gzipSync(file.contents, { level: 9 }).length
}
