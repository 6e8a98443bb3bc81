import type { Server } from 'node:http'
import fastify, { type FastifyReply } from 'fastify'
import type { BenchServer } from './bench-server.ts'
import { answerChunks, answerTicks } from './by-hand.ts'

/** Fastify 5, with the response taken over by `reply.hijack()`. */
export const fastifyByHand: BenchServer = {
  title: 'Fastify, reply.raw',
  kind: 'peer',
  packages: ['fastify'],
  chunks: (script) => serve((reply) => void answerChunks(reply.raw, script)),
  ticks: (script, options) => serve((reply) => void answerTicks(reply.raw, script, options)),
}

async function serve(answer: (reply: FastifyReply) => void): Promise<Server> {
  const app = fastify()
  app.get('/stream', (_request, reply) => {
    reply.hijack()
    answer(reply)
  })
  await app.ready()
  return app.server
}
