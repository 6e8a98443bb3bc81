import { threeWrites } from '../scripts/three-writes.ts'
import type { Plan, Target, Workload } from './workload.ts'

const CONNECTIONS = 50

const short = {
  unit: 'request',
  medium: 'chunks',
  sizes: { full: 10_000, quick: 4_000, warmUp: 20_000 },
  divisible: true,
  repeats: 5,
  main: 'cpu',
} as const

/** Complete in the tick in which it began. */
export const shortTick: Workload = {
  ...short,
  id: 'short-tick',
  title: 'Short streams, complete in their first tick',
  description: `Three writes of 100 bytes, nothing waited for, on ${CONNECTIONS} keep-alive connections.`,
  plan: (size) => planShort(size, false),
  targets: shortTargets(0.9),
}

/** With another turn of the event loop in between. */
export const shortSpread: Workload = {
  ...short,
  id: 'short-spread',
  title: 'Short streams, complete in their second tick',
  description: 'The same, with another turn of the event loop before the last write.',
  plan: (size) => planShort(size, true),
  targets: shortTargets(1.1),
}

/** Each adapter against the same three writes by hand in its framework. */
function shortTargets(most: number): Target[] {
  return [
    { servers: ['sluice-node'], figure: 'cpu', most, of: 'node-http' },
    { servers: ['sluice-express'], figure: 'cpu', most, of: 'express' },
    { servers: ['sluice-koa'], figure: 'cpu', most, of: 'koa' },
    { servers: ['sluice-hono'], figure: 'cpu', most: 0.6, of: 'hono' },
  ]
}

/** @param size requests on all connections together */
function planShort(size: number, spread: boolean): Plan {
  const requests = Math.max(1, Math.round(size / CONNECTIONS))
  return {
    units: requests * CONNECTIONS,
    load: { kind: 'download', connections: CONNECTIONS, requests, expect: { kind: 'three-texts' } },
    script: { medium: 'chunks', make: () => threeWrites(spread) },
  }
}
