import { createHash } from 'node:crypto'
import type { Context } from '@sluice/core'

/** A strong entity tag (RFC 9110 section 8.8.3): equal bytes have equal tags, on every server. */
export function etagOf(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
}

/** Whether the client has these bytes already (RFC 9110 section 13.1.2). A compressor may have made its tag weak. */
export function notModified(ctx: Context, etag: string): boolean {
  const known = ctx.headers.get('if-none-match')
  if (known === undefined) return false
  return known.trim() === '*' || known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
