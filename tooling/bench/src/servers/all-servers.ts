import type { BenchServer } from './bench-server.ts'

/** The name of a server. */
export type ServerId =
  | 'net'
  | 'node-http-one-end'
  | 'express-one-end'
  | 'node-http'
  | 'node-http-batched'
  | 'sluice-node'
  | 'sluice-express'
  | 'sluice-koa'
  | 'sluice-hono'
  | 'sluice-node-checked'
  | 'sluice-express-checked'
  | 'sluice-koa-checked'
  | 'sluice-hono-checked'
  | 'layer-writer'
  | 'layer-encoder'
  | 'layer-operation'
  | 'layer-middleware'
  | 'express'
  | 'koa'
  | 'fastify'
  | 'hono'
  | 'better-sse'
  | 'h3'
  | 'fastify-sse'
  | 'orpc'
  | 'trpc'

/**
 * Every server by its name, in the order of the report. Each is loaded when it is needed: a process that
 * serves one of them holds no code of the others, which memory is measured with.
 */
export const SERVERS: Readonly<Record<ServerId, () => Promise<BenchServer>>> = {
  net: async () => (await import('./net.ts')).net,
  'node-http-one-end': async () => (await import('./node-http.ts')).nodeHttpOneEnd,
  'express-one-end': async () => (await import('./express.ts')).expressOneEnd,
  'node-http': async () => (await import('./node-http.ts')).nodeHttp,
  'node-http-batched': async () => (await import('./node-http-batched.ts')).nodeHttpBatched,
  'sluice-node': async () => (await import('./ours/node.ts')).nodeServer,
  'sluice-express': async () => (await import('./ours/express.ts')).expressServer,
  'sluice-koa': async () => (await import('./ours/koa.ts')).koaServer,
  'sluice-hono': async () => (await import('./ours/hono.ts')).honoServer,
  'sluice-node-checked': async () => (await import('./ours/node.ts')).nodeChecked,
  'sluice-express-checked': async () => (await import('./ours/express.ts')).expressChecked,
  'sluice-koa-checked': async () => (await import('./ours/koa.ts')).koaChecked,
  'sluice-hono-checked': async () => (await import('./ours/hono.ts')).honoChecked,
  'layer-writer': async () => (await import('./ours/layers.ts')).writerLayer,
  'layer-encoder': async () => (await import('./ours/layers.ts')).encoderLayer,
  'layer-operation': async () => (await import('./ours/layers.ts')).operationLayer,
  'layer-middleware': async () => (await import('./ours/layers.ts')).middlewareLayer,
  express: async () => (await import('./express.ts')).expressByHand,
  koa: async () => (await import('./koa.ts')).koaByHand,
  fastify: async () => (await import('./fastify.ts')).fastifyByHand,
  hono: async () => (await import('./hono.ts')).honoHelpers,
  'better-sse': async () => (await import('./better-sse.ts')).betterSse,
  h3: async () => (await import('./h3.ts')).h3,
  'fastify-sse': async () => (await import('./fastify-sse.ts')).fastifySsePlugin,
  orpc: async () => (await import('./orpc.ts')).orpc,
  trpc: async () => (await import('./trpc.ts')).trpc,
}

/** The names, in the order of the report. */
export const SERVER_IDS: readonly ServerId[] = Object.keys(SERVERS).filter(isServerId)

/** Whether a text is the name of a server. */
export function isServerId(name: string): name is ServerId {
  return Object.hasOwn(SERVERS, name)
}
