import { tickAt } from '../content/tick.ts'
import { flatOut } from '../scripts/flat-out.ts'
import { ON_HONO, ON_NODE, ON_NODE_CHECKED } from './our-servers.ts'
import type { Plan, Workload } from './workload.ts'

const CLIENTS = 200
/** Where nothing is awaited for a while, one event in so many is. */
const BURST = 100

const oneClient = {
  unit: 'event',
  medium: 'ticks',
  // A stream has one by default; who sends it only after a silence has to know when something was sent last.
  heartbeat: 15_000,
  sizes: { full: 500_000, quick: 60_000, warmUp: 400_000 },
  divisible: true,
  repeats: 3,
  main: 'cpu',
} as const

const targets: Workload['targets'] = [
  { servers: ON_NODE, figure: 'cpu', most: 0.55, of: 'node-http' },
  { servers: ON_NODE_CHECKED, figure: 'cpu', most: 0.8, of: 'node-http' },
  { servers: ON_HONO, figure: 'cpu', most: 0.8, of: 'node-http' },
  { servers: ['sluice-hono-checked'], figure: 'cpu', most: 1, of: 'node-http' },
  {
    servers: [...ON_NODE, ...ON_NODE_CHECKED, ...ON_HONO, 'sluice-hono-checked'],
    figure: 'stall',
    most: 25,
  },
]

/** One client, and a handler that awaits each event. */
export const oneClientAwaited: Workload = {
  ...oneClient,
  id: 'one-client',
  title: 'One SSE client, flat out',
  description: 'Events of about 100 bytes of JSON, each awaited, as fast as they go.',
  plan: (size) => planEvents(size, 1, 1),
  targets,
}

/** One client, and a handler that awaits now and then. */
export const oneClientUnawaited: Workload = {
  ...oneClient,
  id: 'one-client-unawaited',
  title: 'One SSE client, flat out, mostly not awaited',
  description: `The same, with one event in ${BURST} awaited, so that what waits is bounded.`,
  plan: (size) => planEvents(size, 1, BURST),
  targets,
}

/** Many clients at once. */
export const clients200: Workload = {
  ...oneClient,
  id: 'clients-200',
  title: '200 SSE clients, flat out',
  description: 'The same events to 200 clients at once, each awaited.',
  plan: (size) => planEvents(size, CLIENTS, 1),
  targets: [
    { servers: ON_NODE, figure: 'cpu', most: 0.5, of: 'node-http' },
    { servers: ON_HONO, figure: 'cpu', most: 0.65, of: 'node-http' },
  ],
}

/** @param size events to all clients together */
function planEvents(size: number, connections: number, awaitEvery: number): Plan {
  const count = Math.max(1, Math.round(size / connections))
  return {
    units: count * connections,
    load: { kind: 'download', connections, requests: 1, expect: { kind: 'ticks', count } },
    script: { medium: 'ticks', make: () => flatOut(count, (i) => tickAt(i), { awaitEvery }) },
  }
}
