import { oneThenSilence } from '../scripts/one-then-silence.ts'
import { ON_HONO, ON_NODE } from './our-servers.ts'
import type { Workload } from './workload.ts'

/** Clients that come and go. */
export const reset20k: Workload = {
  id: 'reset-20k',
  title: 'Streams that are opened and reset',
  description:
    'Each client resets its connection once the first event has come, 100 at a time. p50 and p99 are the time to that event; held is what is left of all of them.',
  unit: 'stream',
  medium: 'ticks',
  sizes: { full: 20_000, quick: 2_000, warmUp: 500 },
  divisible: true,
  main: 'cpu',
  plan: (size) => ({
    units: size,
    load: { kind: 'reset', streams: size, atOnce: 100 },
    script: { medium: 'ticks', make: oneThenSilence },
  }),
  // No hundred bytes may stay behind of a stream.
  targets: [{ servers: [...ON_NODE, ...ON_HONO], figure: 'held', most: 2_000_000 }],
}
