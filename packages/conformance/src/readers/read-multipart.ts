/** The parts of a multipart body, as far as it has come. */
export interface MultipartRead {
  /** The parts that are complete: a delimiter has come after them. */
  readonly parts: readonly { readonly headers: readonly string[]; readonly body: string }[]
  /** Whether the close delimiter has come. */
  readonly closed: boolean
}

/**
 * Reads `multipart/mixed` (RFC 2046, section 5.1) strictly: no preamble, no padding, CRLF everywhere.
 * Anything else throws.
 */
export function readMultipart(contentType: string, bytes: Uint8Array): MultipartRead {
  const boundary = /^multipart\/mixed; boundary=([0-9a-zA-Z]{1,70})$/.exec(contentType)?.[1]
  if (boundary === undefined) throw new Error(`no boundary in ${contentType}`)
  // The first delimiter stands at the start of the body, without a line break before it.
  const text = `\r\n${new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })}`
  const [before, ...pieces] = text.split(`\r\n--${boundary}`)
  if (pieces.length === 0) return { parts: [], closed: false }
  if (before !== '') throw new Error(`a preamble: ${JSON.stringify(before)}`)
  const last = pieces.at(-1) ?? ''
  const closed = last.startsWith('--')
  if (closed && last !== '--\r\n') throw new Error(`an epilogue: ${JSON.stringify(last)}`)
  return { parts: pieces.slice(0, -1).map(readPart), closed }
}

function readPart(piece: string): MultipartRead['parts'][number] {
  const blank = piece.indexOf('\r\n\r\n')
  if (!piece.startsWith('\r\n') || blank === -1) throw new Error(`not a part: ${JSON.stringify(piece)}`)
  return { headers: piece.slice(2, blank).split('\r\n'), body: piece.slice(blank + 4) }
}
