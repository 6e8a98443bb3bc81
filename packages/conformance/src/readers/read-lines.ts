/**
 * Reads JSON Lines: the value of each line that has come to its end. A line that is not JSON throws, as a
 * blank one does where these are not skipped.
 */
export function readLines(bytes: Uint8Array, blank: 'refused' | 'skipped'): unknown[] {
  const lines = decode(bytes).split('\n').slice(0, -1)
  return lines.filter((line) => blank === 'refused' || line !== '').map((line): unknown => JSON.parse(line))
}

/** How many lines of NDJSON are blank. */
export function blankLines(bytes: Uint8Array): number {
  return decode(bytes)
    .split('\n')
    .slice(0, -1)
    .filter((line) => line === '').length
}

/** Bytes cut anywhere: half a character at the end is left for later, anything else that is not UTF-8 throws. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
}
