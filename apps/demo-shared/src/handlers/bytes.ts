import { stream, type StreamHandler } from '@sluice/core'
import { LARGEST_PIECE, writePattern } from '../pattern.ts'
import { wholeNumber } from '../query-parameter.ts'

/** Most bytes to ask for: 10 GiB. */
export const MAX_SIZE: number = 10 * 1024 ** 3

const DEFAULT_SIZE = 1024 * 1024
const DEFAULT_CHUNK = 64 * 1024

/**
 * `GET /bytes?size=&chunk=`: `size` bytes (1 MiB unless given), written `chunk` at a time (64 KiB unless given). Which
 * bytes they are does not depend on `chunk`.
 */
export const bytes: StreamHandler = ({ query }) => {
  const size = wholeNumber(query, 'size', { min: 0, max: MAX_SIZE }) ?? DEFAULT_SIZE
  const chunk = wholeNumber(query, 'chunk', { min: 1, max: LARGEST_PIECE }) ?? DEFAULT_CHUNK
  return stream(({ writer }) => writePattern(writer, size, chunk), {
    headers: { 'content-type': 'application/octet-stream', 'content-length': size },
    settled: true,
  })
}
