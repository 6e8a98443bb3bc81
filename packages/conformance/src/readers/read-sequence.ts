const RECORD_SEPARATOR = 0x1e
const LINE_FEED = 0x0a

/**
 * Reads a JSON text sequence (RFC 7464): the values that are complete, which a line feed says (section
 * 2.4). Separators that follow each other hold nothing (section 2.1). Anything before the first one, or
 * a record that is not JSON, throws.
 */
export function readSequence(bytes: Uint8Array): unknown[] {
  const values: unknown[] = []
  for (const record of records(bytes)) {
    if (record.at(-1) === LINE_FEED) {
      values.push(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(record)))
    }
  }
  return values
}

/** How many separators there are, those of heartbeats too. */
export function separators(bytes: Uint8Array): number {
  return bytes.filter((byte) => byte === RECORD_SEPARATOR).length
}

function* records(bytes: Uint8Array): Generator<Uint8Array, void> {
  if (bytes.length > 0 && bytes[0] !== RECORD_SEPARATOR) throw new Error('bytes before the first separator')
  for (let start = 1; start <= bytes.length;) {
    const next = bytes.indexOf(RECORD_SEPARATOR, start)
    const end = next === -1 ? bytes.length : next
    yield bytes.subarray(start, end)
    start = end + 1
  }
}
