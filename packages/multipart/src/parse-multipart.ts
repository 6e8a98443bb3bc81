import type { MultipartParser } from '@sluice/core'
import { malformed } from './form-errors.ts'
import { FormParts } from './form-parts.ts'
import { type FormEvent, FormScanner } from './form-scanner.ts'
import { parseHeaderValue } from './header-value.ts'

/**
 * Turns the bytes of a `multipart/form-data` body (RFC 7578) into its parts, while they arrive.
 *
 * The body is read chunk by chunk, when the loop over the parts or over a part's bytes asks for more.
 * What is left unread of a part is skipped when the next is asked for; leaving the loop stops reading.
 *
 * @throws {MalformedFormError} while iterating: 400 for what is not a form or breaks off, 413 past a limit
 * @throws {BodyAlreadyReadError} on reading a part twice, or after the next was asked for
 */
export const parseMultipart: MultipartParser = async function* (body, contentType, limits) {
  const { maxParts = 1_000, maxPartBytes = Infinity, maxFieldBytes = 1024 * 1024 } = limits
  const scanner = new FormScanner(readBoundary(contentType), { maxParts, maxPartBytes })
  const parts = new FormParts(scanBody(body, scanner), maxFieldBytes)
  try {
    for (let part = await parts.next(); part !== undefined; part = await parts.next()) yield part
  } finally {
    await parts.close()
  }
}

/** The body is read on after the closing boundary, because only a body read to its end keeps the connection usable. */
async function* scanBody(
  body: AsyncIterable<Uint8Array>,
  scanner: FormScanner,
): AsyncGenerator<FormEvent, void> {
  for await (const chunk of body) yield* scanner.scan(chunk)
  scanner.end()
}

/** A boundary is 1 to 70 characters of printable ASCII (RFC 2046 section 5.1.1). */
function readBoundary(contentType: string): string {
  const boundary = parseHeaderValue(contentType)?.parameters.get('boundary')
  if (boundary !== undefined && /^[ -~]{1,70}$/.test(boundary)) return boundary
  throw malformed('The content-type of the form has no valid boundary.')
}
