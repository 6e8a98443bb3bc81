import type { BodyWriter } from '@sluice/core'

/** Most bytes that one piece of the pattern may have: 1 MiB. */
export const LARGEST_PIECE: number = 1024 * 1024

/** A prime, so that no two chunks of a usual size are alike, and one that is lost, doubled or moved shows. */
const PERIOD = 65_521

/** The period, and as much of its repetition as lets every piece be a view of it. Never changed. */
const pattern: Uint8Array = makePattern(PERIOD + LARGEST_PIECE)

/**
 * The bytes from `offset` of an endless pattern, the same at every time and on every machine. A view of shared
 * memory: nothing is copied, and nobody may change it.
 * @param length at most `LARGEST_PIECE`
 */
export function patternPiece(offset: number, length: number): Uint8Array {
  const start = offset % PERIOD
  return pattern.subarray(start, start + length)
}

/**
 * Writes the first `size` bytes of the pattern, `chunk` bytes at a time, as fast as the client takes them.
 * @param deadline milliseconds that each chunk may wait for the client, if that is limited
 */
export async function writePattern(
  writer: BodyWriter,
  size: number,
  chunk: number,
  deadline?: number,
): Promise<void> {
  for (let offset = 0; offset < size; offset += chunk) {
    if (deadline !== undefined) writer.setWriteDeadline(Date.now() + deadline)
    // A copy, as any real body would be: what waits for a client is then seen in the memory of the server.
    await writer.write(patternPiece(offset, Math.min(chunk, size - offset)).slice())
  }
}

function makePattern(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  // xorshift32 (Marsaglia, 2003): bytes that look random, and so are found in one place only.
  let state = 0x9e3779b9
  for (let index = 0; index < PERIOD; index += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes[index] = state
  }
  for (let start = PERIOD; start < length; start += PERIOD) {
    bytes.set(bytes.subarray(0, Math.min(PERIOD, length - start)), start)
  }
  return bytes
}
