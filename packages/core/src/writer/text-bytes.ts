const encoder = new TextEncoder()

/** For counting: text of a third of its size fits in any case. */
const scratch = new Uint8Array(64 * 1024)

/** Text as UTF-8. */
export function encode(text: string): Uint8Array {
  return encoder.encode(text)
}

/** How many bytes it is as UTF-8. */
export function byteLength(text: string): number {
  if (text === '') return 0
  if (text.length * 3 > scratch.length) return encoder.encode(text).length
  return encoder.encodeInto(text, scratch).written
}
