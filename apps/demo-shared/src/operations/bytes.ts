import { content, operation, type Operation, stream } from '@sluice/core'
import { z } from 'zod'
import { LARGEST_PIECE, writePattern } from '../pattern.ts'

/** Most bytes to ask for: 10 GiB. */
export const MAX_SIZE: number = 10 * 1024 ** 3

const query = z.object({
  size: z.coerce
    .number()
    .int()
    .min(0)
    .max(MAX_SIZE)
    .default(1024 * 1024)
    .describe('Bytes in all'),
  chunk: z.coerce
    .number()
    .int()
    .min(1)
    .max(LARGEST_PIECE)
    .default(64 * 1024)
    .describe('Bytes written at a time; which bytes they are does not depend on it'),
  deadline: z.coerce
    .number()
    .int()
    .min(100)
    .max(600_000)
    .optional()
    .describe('Milliseconds that a chunk may wait for the client; then the stream is cut off'),
})

/** `GET /bytes?size=&chunk=&deadline=`: so many bytes, as fast as the client takes them. */
export const bytes: Operation = operation({
  id: 'bytes',
  method: 'GET',
  path: '/bytes',
  tags: ['files'],
  summary: 'Send so many bytes',
  query,
  response: content('application/octet-stream', {
    description: 'The first bytes of an endless pattern, the same each time.',
  }),
  handler: (_ctx, { query: { size, chunk, deadline } }) =>
    stream(({ writer }) => writePattern(writer, size, chunk, deadline), {
      // A pattern that is compressed, or kept, is not so many bytes on their way.
      headers: { 'content-length': size, 'cache-control': 'no-store, no-transform' },
      settled: true,
    }),
})
