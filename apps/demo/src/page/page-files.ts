import { createHash } from 'node:crypto'
import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

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
  const files = new Map<string, PageFile>()
  for (const { parentPath, name } of entriesOf(folder).filter((entry) => entry.isFile())) {
    const file = join(parentPath, name)
    const path = `/${relative(folder, file).split(sep).join('/')}`
    files.set(path === '/index.html' ? '/' : path, describe(name, readFileSync(file)))
  }
  if (!files.has('/')) throw notBuilt(folder)
  return files
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
  } catch (cause) {
    throw notBuilt(folder, cause)
  }
}

function notBuilt(folder: string, cause?: unknown): Error {
  return new Error(`There is no page in ${folder}: build it (pnpm build).`, { cause })
}

function describe(name: string, bytes: Uint8Array): PageFile {
  const contentType = CONTENT_TYPES[extname(name)]
  if (contentType === undefined) throw new Error(`The page has a file of a type that is not known: ${name}.`)
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`
  return { bytes, contentType, etag }
}
