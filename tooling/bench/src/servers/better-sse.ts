import { createServer } from 'node:http'
import { createSession } from 'better-sse'
import { TICK } from '../content/tick.ts'
import type { BenchServer } from './bench-server.ts'

/** better-sse on `node:http`. It has nothing to await: `push` returns the session. */
export const betterSse: BenchServer = {
  title: 'better-sse',
  kind: 'peer',
  packages: ['better-sse'],
  chunks: 'sends events only',
  ticks: (script, { heartbeat = null }) =>
    createServer(async (req, res) => {
      const session = await createSession(req, res, { keepAlive: heartbeat })
      await script.push(
        // Left out, the id would be a random one, which nobody else makes.
        (tick) => void session.push(tick, TICK, ''),
        (listener) => void session.on('disconnected', listener),
      )
      res.end()
    }),
}
