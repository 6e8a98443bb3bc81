import { content, operation, type Operation, stream } from '@sluice/core'
import { z } from 'zod'
import { writePattern } from '../pattern.ts'
import { MAX_SIZE } from './bytes.ts'

const CHUNK = 64 * 1024

const query = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(MAX_SIZE)
    .optional()
    .describe('Bytes to send first; without it, not even the head is sent'),
})

/**
 * `GET /fail?after=`: fails before anything is sent, which the client is told with a 500, or after so many bytes, which
 * it is told by an end that is none.
 */
export const fail: Operation = operation({
  id: 'fail',
  method: 'GET',
  path: '/fail',
  tags: ['failures'],
  summary: 'Fail, before anything is sent or in the middle',
  query,
  errors: { 500: 'What is asked for, unless some bytes are asked for first.' },
  response: content('application/octet-stream', {
    description: 'So many bytes of an endless pattern, and then an end that is none.',
  }),
  handler(_ctx, { query: { after } }) {
    if (after === undefined)
      throw new Error('GET /fail failed, as it was asked to, before its head was sent.')
    return stream(
      async ({ writer }) => {
        await writePattern(writer, after, CHUNK)
        throw new Error(`GET /fail failed, as it was asked to, after ${after} bytes.`)
      },
      { settled: true },
    )
  },
})
