import type { Server } from 'node:http'
import { fastifySSE } from '@fastify/sse'
import fastify from 'fastify'
import { TICK } from '../content/tick.ts'
import type { BenchServer } from './bench-server.ts'

/** Fastify's own plugin for Server-Sent Events. */
export const fastifySsePlugin: BenchServer = {
  title: '@fastify/sse',
  kind: 'peer',
  packages: ['@fastify/sse', 'fastify'],
  chunks: 'sends events only',
  ticks: async (script, { heartbeat = 0 }): Promise<Server> => {
    const app = fastify()
    await app.register(fastifySSE, { heartbeatInterval: heartbeat })
    app.get('/stream', { sse: 'only' }, (_request, { sse }) =>
      script.push(
        // A client that leaves is no failure here.
        (data) => sse.send({ event: TICK, data }).catch(() => {}),
        (listener) => sse.onClose(listener),
      ),
    )
    await app.ready()
    return app.server
  },
}
