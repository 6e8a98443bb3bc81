import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

/** A file of the page. */
export interface PageFile {
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly etag: string
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/**
 * Reads the built page: its files by their paths, `/` being `index.html`. What a client asks for is compared with
 * these and never becomes part of a path.
 * @throws {Error} when it has not been built, or has a file of a type that is not known here
 */
export function readPage(folder: string): ReadonlyMap<string, PageFile> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const files = new Map(
    entries.map(({ parentPath, name }) => {
      const file = join(parentPath, name)
      const path = file.slice(folder.length).replaceAll('\\', '/')
      return [path === '/index.html' ? '/' : path, describe(name, readFileSync(file))]
    }),
  )
  if (!files.has('/')) throw new Error(`There is no page in ${folder}: build it.`)
  return files
}

function describe(name: string, bytes: Uint8Array): PageFile {
  const contentType = CONTENT_TYPES[extname(name)]
  if (contentType === undefined) throw new Error(`The page has a file of a type that is not known: ${name}.`)
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`
  return { bytes, contentType, etag }
}
