import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { stream, streamSSE } from 'hono/streaming'
import { TICK } from '../content/tick.ts'
import type { BenchServer } from './bench-server.ts'

/** Hono 4 on Node with its own helpers, `stream` and `streamSSE`. */
export const honoHelpers: BenchServer = {
  title: 'Hono stream, streamSSE',
  kind: 'peer',
  packages: ['hono', '@hono/node-server'],
  share: 0.5,
  chunks: (script) => {
    const app = new Hono().get('/stream', (c) =>
      stream(c, (body) =>
        script.push(
          (chunk) => body.write(chunk),
          (listener) => body.onAbort(listener),
        ),
      ),
    )
    return createAdaptorServer({ fetch: app.fetch })
  },
  ticks: (script, { heartbeat }) => {
    const app = new Hono().get('/stream', (c) =>
      streamSSE(c, async (body) => {
        if (heartbeat !== undefined) {
          const timer = setInterval(() => void body.write(': \n\n'), heartbeat)
          body.onAbort(() => clearInterval(timer))
        }
        await script.push(
          (tick) => body.writeSSE({ event: TICK, data: JSON.stringify(tick) }),
          (listener) => body.onAbort(listener),
        )
      }),
    )
    return createAdaptorServer({ fetch: app.fetch })
  },
}
