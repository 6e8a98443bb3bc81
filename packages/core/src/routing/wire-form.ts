const TRIPLET = /%[0-9a-f]{2}/gi
/** What a path may not hold as it is: all but `pchar` and `/` (RFC 3986 section 3.3). */
const NOT_IN_PATH = /[^A-Za-z0-9\-._~!$&'()*+,;=:@%/]+/g

/**
 * A path, or a part of one, in the one form in which paths are compared: hexadecimal digits in upper
 * case (RFC 3986 section 6.2.2.1), and percent-encoded what must be. Nothing is decoded, so `%2D` is
 * not the literal `-`; a `%` that encodes nothing stays as it is.
 */
export function wireForm(path: string): string {
  return path.replace(TRIPLET, (triplet) => triplet.toUpperCase()).replace(NOT_IN_PATH, percentEncode)
}

function percentEncode(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return Array.from(bytes, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

/**
 * The other way in which a literal may come over the wire, if there is one: browsers and `fetch` leave
 * four characters alone (WHATWG URL, path percent-encode set) that RFC 3986 wants encoded.
 */
export function browserForm(literal: string): string {
  return literal.replace(/%(?:5B|5D|5E|7C)/g, decodeURIComponent)
}
