import type { BenchServer } from '../bench-server.ts'
import type { OurAdapter } from './our-adapter.ts'
import { chunkHandler } from './chunk-handler.ts'
import { tickApi } from './tick-api.ts'

/** What is written while a benchmark resets its streams is not worth a line each. */
const QUIET = { onError: () => {} }

/** The same server on any of our adapters: events by the typed `send`, bytes by `ctx.writer`. */
export function ourServer({ title, packages, serveApi, serveHandler }: OurAdapter): BenchServer {
  return {
    title: `Sluice on ${title}`,
    kind: 'ours',
    packages,
    chunks: (script) => serveHandler(chunkHandler(script), QUIET),
    ticks: (script, { heartbeat }) =>
      serveApi(tickApi(script, { heartbeat: heartbeat ?? false, validate: false })),
  }
}

/** As `ourServer`, with each event checked against its schema before it is sent. */
export function checkedServer({ title, packages, serveApi }: OurAdapter): BenchServer {
  return {
    title: `Sluice on ${title}, validating`,
    kind: 'ours',
    packages: [...packages, 'zod'],
    only: ['one-client', 'one-client-unawaited', 'clients-200'],
    chunks: 'bytes have no schema',
    ticks: (script, { heartbeat }) =>
      serveApi(tickApi(script, { heartbeat: heartbeat ?? false, validate: true })),
  }
}
