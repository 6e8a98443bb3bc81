import { setTimeout as sleep } from 'node:timers/promises'
import { eventStream, operation, type Operation } from '@sluice/core'
import { z } from 'zod'
import type { Activity } from '../activity/activity.ts'
import type { EndedStream, StreamRecord } from '../activity/stream-record.ts'
import { ENDLESS } from './endless.ts'

/** Milliseconds between two looks at what runs. */
const EVERY = 200

const count = z.int().min(0)

const record = {
  id: count,
  method: z.string(),
  target: z.string().describe('Path and query'),
  status: z.int().nullable().describe('null before the head'),
  bytes: count.describe('Bytes of body so far, before any compression'),
  events: count.describe('Events or items so far'),
  milliseconds: count.describe('Since the request came'),
}

const running: z.ZodType<{ streams: StreamRecord[] }, { streams: StreamRecord[] }> = z.object({
  streams: z.array(z.object(record)),
})

const ended: z.ZodType<EndedStream, EndedStream> = z.object({
  ...record,
  outcome: z.enum(['completed', 'disconnected', 'failed']),
  error: z.string().nullable().describe('The name of the error that it failed with'),
})

/** `GET /activity`: which streams the server is sending, and how each of them ends. */
export function activity(streams: Activity): Operation {
  return operation({
    id: 'activity',
    method: 'GET',
    path: '/activity',
    tags: ['streams'],
    summary: 'Watch which streams the server is sending',
    response: eventStream(
      { running, ended },
      { ...ENDLESS, description: 'What runs, five times a second, and each stream as it ends.' },
    ),
    async handler({ signal }, _input, send) {
      // Not awaited: the end of a stream must not wait for who watches. One who reads too slowly is cut off.
      const stop = streams.onEnd((stream) => void send('ended', stream))
      try {
        for (;;) {
          await send('running', { streams: streams.running() })
          await sleep(EVERY, undefined, { signal })
        }
      } finally {
        stop()
      }
    },
  })
}
