import { eventStream, operation, type Operation } from '@sluice/core'
import { z } from 'zod'
import { tailLog } from '../log/tail-log.ts'
import { ENDLESS } from './endless.ts'

const line = z
  .object({
    line: z.string(),
    cut: z.literal(true).optional().describe('The line is longer than 64 KiB, and this is how it begins'),
  })
  .meta({ examples: [{ line: '2026-07-20T20:17:40.000Z request GET /hello 200 completed 3004 ms' }] })

const reset = z
  .object({
    reason: z.enum(['rotated', 'truncated', 'unknown-offset']).describe('Why the offsets start again at 0'),
  })
  .meta({ examples: [{ reason: 'rotated' }] })

/**
 * `GET /log`: the lines of a growing file, those that it has and then each as it is written. The id of an event is the
 * byte offset just after its line, so that a client that reconnects goes on with the next one.
 */
export function log(file: string): Operation {
  return operation({
    id: 'log',
    method: 'GET',
    path: '/log',
    tags: ['streams'],
    summary: "Follow the server's log",
    response: eventStream(
      { line, reset },
      {
        ...ENDLESS,
        description:
          'A line each, with the byte offset after it as id; and a reset when the file begins anew.',
        lastEventId: z.coerce.number().int().min(0).describe('The byte offset to go on from'),
      },
    ),
    async *handler({ lastEventId = 0, signal }) {
      for await (const event of tailLog(file, { from: lastEventId, signal })) {
        if ('reset' in event) {
          // Whoever reconnects before the next line has seen nothing of what follows.
          yield { event: 'reset', data: { reason: event.reset }, id: '0' }
        } else {
          const data = event.cut ? { line: event.line, cut: event.cut } : { line: event.line }
          yield { event: 'line', data, id: String(event.offset) }
        }
      }
    },
  })
}
