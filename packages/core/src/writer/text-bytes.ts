const encoder = new TextEncoder()
const ASCII = /^[\0-\x7f]*$/

/** Text as UTF-8. */
export function encode(text: string): Uint8Array {
  return encoder.encode(text)
}

/** How many bytes it is as UTF-8. */
export function byteLength(text: string): number {
  return ASCII.test(text) ? text.length : encoder.encode(text).length
}
