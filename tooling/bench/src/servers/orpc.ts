import { createServer } from 'node:http'
import { os } from '@orpc/server'
import { RPCHandler } from '@orpc/server/node'
import { type BenchServer, PULLED } from './bench-server.ts'

/** An event iterator of oRPC, over HTTP. */
export const orpc: BenchServer = {
  title: 'oRPC event iterator',
  kind: 'peer',
  packages: ['@orpc/server'],
  path: '/tick',
  share: 0.1,
  chunks: 'sends events only',
  cannot: { 'one-client-unawaited': PULLED, 'stopped-never-awaiting': PULLED },
  ticks: (script, { heartbeat }) => {
    const router = {
      tick: os.route({ method: 'GET' }).handler(async function* ({ signal }) {
        yield* script.pull((listener) => signal?.addEventListener('abort', listener))
      }),
    }
    const handler = new RPCHandler(router, {
      eventIteratorKeepAliveEnabled: heartbeat !== undefined,
      ...(heartbeat === undefined ? {} : { eventIteratorKeepAliveInterval: heartbeat }),
    })
    return createServer(async (req, res) => {
      const { matched } = await handler.handle(req, res)
      if (!matched) res.writeHead(404).end()
    })
  },
}
