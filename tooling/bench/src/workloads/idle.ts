import { oneThenSilence } from '../scripts/one-then-silence.ts'
import { ON_HONO, ON_NODE } from './our-servers.ts'
import type { Workload } from './workload.ts'

/** Streams on which nothing happens but heartbeats. */
export const idle10k: Workload = {
  id: 'idle-10k',
  title: 'Idle streams with heartbeats',
  description:
    'Streams that have sent one event and a heartbeat. The figure is what each holds after garbage collection.',
  unit: 'stream',
  medium: 'ticks',
  sizes: { full: 10_000, quick: 1_000, warmUp: 50 },
  // What each of a thousand streams holds is what each of ten thousand does.
  divisible: true,
  heartbeat: 1_000,
  main: 'held',
  plan: (size) => ({
    units: size,
    load: { kind: 'hold', connections: size },
    script: { medium: 'ticks', make: oneThenSilence },
  }),
  targets: [
    { servers: ON_NODE, figure: 'held', most: 1, of: 'node-http' },
    { servers: ON_HONO, figure: 'held', most: 1.4, of: 'node-http' },
  ],
}
