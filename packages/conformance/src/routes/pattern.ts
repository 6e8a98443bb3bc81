/** The byte at an offset of the pattern that large bodies consist of. */
export function patternByte(offset: number): number {
  return (offset + (offset >>> 8) + (offset >>> 16)) & 0xff
}

/** A piece of the pattern. */
export function patternBytes(offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let index = 0; index < length; index += 1) bytes[index] = patternByte(offset + index)
  return bytes
}
