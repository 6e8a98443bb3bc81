import { initTRPC } from '@trpc/server'
import { createHTTPServer } from '@trpc/server/adapters/standalone'
import { type BenchServer, PULLED } from './bench-server.ts'

/** A subscription of tRPC 11 over Server-Sent Events. */
export const trpc: BenchServer = {
  title: 'tRPC subscription',
  kind: 'peer',
  packages: ['@trpc/server'],
  path: '/tick',
  share: 0.2,
  chunks: 'sends events only',
  cannot: { 'one-client-unawaited': PULLED, 'stopped-never-awaiting': PULLED },
  ticks: (script, { heartbeat }) => {
    const ping = heartbeat === undefined ? { enabled: false } : { enabled: true, intervalMs: heartbeat }
    const t = initTRPC.create({ sse: { ping } })
    const router = t.router({
      tick: t.procedure.subscription(async function* ({ signal }) {
        yield* script.pull((listener) => signal?.addEventListener('abort', listener))
      }),
    })
    return createHTTPServer({ router })
  },
}
