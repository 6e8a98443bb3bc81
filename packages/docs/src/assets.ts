import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { stream, type StreamHandler } from '@sluice/core'
import { etagOf, notModified } from './etag.ts'

/** A file that the page loads. */
export interface Asset {
  /** Its name in the URL. */
  readonly name: string
  readonly summary: string
  readonly contentType: string
  /** Where it is installed. */
  readonly file: URL
}

const require = createRequire(import.meta.url)
const SCRIPT = 'text/javascript; charset=utf-8'

/** Every file that is served. What a client asks for is compared with these and never becomes part of a path. */
export const ASSETS: readonly Asset[] = [
  installed('swagger-ui-bundle.js', SCRIPT),
  installed('swagger-ui.css', 'text/css; charset=utf-8'),
  installed('favicon-32x32.png', 'image/png'),
  ours('main.js'),
  ours('colour-scheme.js'),
  ours('item-schemas.js'),
  ours('live-response.js'),
  ours('own-server.js'),
  ours('stream-first.js'),
  ours('stream-text.js'),
]

function installed(name: string, contentType: string): Asset {
  const file = pathToFileURL(require.resolve(`swagger-ui-dist/${name}`))
  return { name, contentType, file, summary: 'Swagger UI' }
}

function ours(name: string): Asset {
  const file = new URL(`./browser/${name}`, import.meta.url)
  return { name, contentType: SCRIPT, file, summary: 'Script of the API reference' }
}

/** Serves one file, whoever asks; the browser keeps it and asks whether it has changed. */
export function assetHandler({ file, contentType }: Asset): StreamHandler {
  let described: Promise<{ etag: string; length: number }> | undefined
  return async (ctx) => {
    described ??= describe(file).catch((error: unknown) => {
      described = undefined
      throw error
    })
    const { etag, length } = await described
    const headers = {
      'cache-control': 'no-cache',
      etag,
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    }
    if (notModified(ctx, etag)) return stream(() => {}, { status: 304, headers, settled: true })
    return stream(() => createReadStream(file), {
      settled: true,
      headers: { ...headers, 'content-type': contentType, 'content-length': length },
    })
  }
}

/** Reads a file once in the life of a server: what is installed does not change under it. */
async function describe(file: URL): Promise<{ etag: string; length: number }> {
  const bytes = await readFile(file)
  return { etag: etagOf(bytes), length: bytes.length }
}
