import { tokens } from '../scripts/tokens.ts'
import { ON_HONO, ON_NODE } from './our-servers.ts'
import type { Workload } from './workload.ts'

const STREAMS = 500
/** Milliseconds between two tokens. */
const INTERVAL = 20

/**
 * Milliseconds over which the streams begin. Were they to begin together, how fast a server opens streams
 * would decide how its events are bundled from then on, and with that what each costs: one that opens them
 * within a few milliseconds would write 500 events at a time. Not a multiple of the interval, so that events
 * are spread evenly over it.
 */
const BEGIN_OVER = 1_010

/** What a language model's answers are: many slow streams. */
export const tokens500: Workload = {
  id: 'tokens-500',
  title: '500 token streams',
  description: `${STREAMS} streams that begin one after the other within a second, an event every ${INTERVAL} ms on each. p50 and p99 say how late events arrive.`,
  unit: 'event',
  medium: 'ticks',
  sizes: { full: 500, quick: 60, warmUp: 200 },
  divisible: false,
  main: 'cpu',
  plan: (size) => ({
    units: size * STREAMS,
    load: {
      kind: 'download',
      connections: STREAMS,
      requests: 1,
      expect: { kind: 'ticks', count: size },
      interval: INTERVAL,
      beginOver: BEGIN_OVER,
    },
    script: { medium: 'ticks', make: () => tokens(size, INTERVAL) },
  }),
  targets: [
    { servers: ON_NODE, figure: 'cpu', most: 1, of: 'node-http' },
    { servers: ON_NODE, figure: 'p99', most: 1, of: 'node-http' },
    { servers: ON_HONO, figure: 'cpu', most: 1.3, of: 'node-http' },
    { servers: ON_HONO, figure: 'p99', most: 2, of: 'node-http' },
  ],
}
