import { stream, type StreamHandler } from '@sluice/core'
import { writePattern } from '../pattern.ts'
import { wholeNumber } from '../query-parameter.ts'
import { MAX_SIZE } from './bytes.ts'

const CHUNK = 64 * 1024

/**
 * `GET /fail?after=`: fails before anything is sent, which the client is told with a 500, or after so many bytes, which
 * it is told by an end that is none.
 */
export const fail: StreamHandler = ({ query }) => {
  const after = wholeNumber(query, 'after', { min: 0, max: MAX_SIZE })
  if (after === undefined) throw new Error('GET /fail failed, as it was asked to, before its head was sent.')
  return stream(
    async ({ writer }) => {
      await writePattern(writer, after, CHUNK)
      throw new Error(`GET /fail failed, as it was asked to, after ${after} bytes.`)
    },
    { headers: { 'content-type': 'application/octet-stream' }, settled: true },
  )
}
