const encoder = new TextEncoder()

/** Text as it goes over the wire. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** What is left of text that went over the wire: each lone surrogate is U+FFFD. */
export function overTheWire(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(encoder.encode(text))
}

/** Bytes cut at the given places. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...new Set(places)].toSorted((a, b) => a - b)
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
}

/** Bytes in all the ways to cut them in two, and one by one. */
export function* everyCut(bytes: Uint8Array): Generator<Uint8Array[]> {
  for (let at = 0; at <= bytes.length; at++) yield cutAt(bytes, [at])
  yield Array.from(bytes, (byte) => Uint8Array.of(byte))
}
