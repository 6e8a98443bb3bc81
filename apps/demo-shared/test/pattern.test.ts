import { expect, test } from 'vitest'
import { LARGEST_PIECE, patternPiece } from '../src/pattern.ts'

const PERIOD = 65_521

test('a piece is the same however the pattern is cut', () => {
  const whole = Buffer.from(patternPiece(0, LARGEST_PIECE))
  for (const chunk of [1_009, 65_536, 65_521, 1_000_000]) {
    const pieces: Uint8Array[] = []
    for (let offset = 0; offset < whole.length; offset += chunk) {
      pieces.push(patternPiece(offset, Math.min(chunk, whole.length - offset)))
    }
    expect(Buffer.concat(pieces).equals(whole)).toBe(true)
  }
})

test('offsets beyond what 32 bits can count go on with it', () => {
  const offset = 10 * 1024 ** 3 - 100
  expect(patternPiece(offset, 100)).toEqual(patternPiece(offset % PERIOD, 100))
})

test('the largest piece is there at every offset', () => {
  expect(patternPiece(PERIOD - 1, LARGEST_PIECE)).toHaveLength(LARGEST_PIECE)
})

test('pieces are views of the same memory', () => {
  expect(patternPiece(7, 1_000).buffer).toBe(patternPiece(1_000_000, LARGEST_PIECE).buffer)
})

test('the next chunk of a usual size is never the same one again', () => {
  for (const chunk of [4_096, 16_384, 65_536]) {
    expect(Buffer.from(patternPiece(0, chunk)).equals(patternPiece(chunk, chunk))).toBe(false)
  }
})
