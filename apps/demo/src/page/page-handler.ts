import { HttpError, stream, type StreamHandler } from '@sluice/core'
import type { PageFile } from './page-files.ts'

/**
 * Serves the page, which may load nothing but its own files and talk to nobody but the demos.
 *
 * @param demos their origins
 */
export function pageHandler(files: ReadonlyMap<string, PageFile>, demos: readonly string[]): StreamHandler {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${demos.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
  return ({ method, url, headers: asked }) => {
    const file = files.get(url.pathname)
    if (file === undefined) throw new HttpError(404, 'Not Found', { detail: 'The page has no such file.' })
    if (method !== 'GET' && method !== 'HEAD') {
      throw new HttpError(405, 'Method Not Allowed', { headers: { allow: 'GET, HEAD' } })
    }
    const { bytes, contentType, etag } = file
    const headers = {
      'cache-control': 'no-cache',
      'content-security-policy': policy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      etag,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    }
    if (names(asked.get('if-none-match'), etag))
      return stream(() => {}, { status: 304, headers, settled: true })
    return stream(({ writer }) => writer.write(bytes), {
      headers: { ...headers, 'content-type': contentType, 'content-length': bytes.length },
    })
  }
}

/** Whether a client has it already, as `If-None-Match` says (RFC 9110, section 13.1.2). */
function names(etags: string | undefined, etag: string): boolean {
  // None of ours has a comma in it.
  return etags?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag) ?? false
}
