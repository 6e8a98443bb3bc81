import type { ItemFraming } from './item-framing.ts'

/**
 * `multipart/mixed` (RFC 2046, section 5.1) with one `application/json` part for each item, under a
 * boundary of its own for each stream: call it once a response.
 *
 * The delimiter that ends a part is sent with that part and not with the next, because a reader knows a
 * part to be complete only by the delimiter after it. There is no heartbeat: the padding that may follow
 * a delimiter is not for composers (section 5.1.1). A stream without items is the close delimiter alone,
 * which readers take although the grammar asks for one part.
 */
export function multipartMixed(): ItemFraming {
  const boundary = randomBoundary()
  const partHead = '\r\nContent-Type: application/json\r\n\r\n'
  return {
    mediaType: 'multipart/mixed',
    contentType: `multipart/mixed; boundary=${boundary}`,
    start: `--${boundary}`,
    end: '--\r\n',
    heartbeat: undefined,
    frame: (json) => `${partHead}${json}\r\n--${boundary}`,
  }
}

/**
 * Letters and digits, which need no quotes in the header. No JSON text can hold the delimiter, whatever
 * the boundary: that begins on a line of its own, JSON escapes line breaks in strings, and no JSON text
 * starts with two hyphens. It is random all the same, so that a body which quotes another one, as a part
 * inside a part, does not end with it.
 */
function randomBoundary(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
