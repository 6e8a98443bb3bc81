/** Bytes after which the pattern begins again: a whole number of every chunk that a workload sends. */
export const PERIOD: number = 1024 * 1024

/**
 * Bytes without order, the same in every process (xorshift32 with a fixed seed), so that a client can
 * compare all it receives. Chunk `i` of a stream is the piece of the endless repetition that begins
 * where chunk `i - 1` has ended.
 */
export const PATTERN: Buffer = makePattern()

/** The chunks of one period, made once: a server sends them over and over. */
export function patternChunks(size: number): Uint8Array[] {
  return Array.from({ length: PERIOD / size }, (_, i) => PATTERN.subarray(i * size, (i + 1) * size))
}

function makePattern(): Buffer {
  const words = new Uint32Array(PERIOD / 4)
  let state = 0x9e3779b9
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    words[i] = state
  }
  return Buffer.from(words.buffer)
}
