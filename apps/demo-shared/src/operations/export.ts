import { jsonLines, operation, type Operation } from '@sluice/core'
import { z } from 'zod'
import { orderRow } from '../export/order-row.ts'
import { MAX_ROWS, rows } from '../export/rows.ts'

/** Most rows of one answer, some hundred megabytes. */
const MOST = 1_000_000

const query = z.object({
  rows: z.coerce.number().int().min(0).max(MOST).default(100_000).describe('How many rows'),
  start: z.coerce
    .number()
    .int()
    .min(0)
    .max(MAX_ROWS - MOST)
    .default(0)
    .describe('How many rows to pass over'),
  seed: z.coerce.number().int().default(1).describe('Another seed is another data set'),
})

/** `GET /export?rows=&start=&seed=`: the orders of a shop, made as fast as the client takes them. */
export const exportRows: Operation = operation({
  id: 'export',
  method: 'GET',
  path: '/export',
  tags: ['files'],
  summary: 'Export orders',
  query,
  response: jsonLines(orderRow, { description: 'An order on each line, the same each time.' }),
  *handler(_ctx, { query: asked }) {
    yield* rows(asked.rows, asked.seed, asked.start)
  },
})
