import { toAStoppedReader } from '../scripts/to-a-stopped-reader.ts'
import { ON_HONO, ON_NODE } from './our-servers.ts'
import type { Plan, Workload } from './workload.ts'

const MEGABYTE = 1_000_000
/** What waits for a client whose handler does not await is bounded by 16 MiB, and some room to work in. */
const CAP = 16 * 1024 * 1024

const stopped = {
  unit: 'MB',
  medium: 'ticks',
  sizes: { full: 600, quick: 100, warmUp: 1 },
  divisible: false,
  main: 'held',
  absolute: true,
} as const

/** The handler awaits what it sends. */
export const stoppedAwaiting: Workload = {
  ...stopped,
  id: 'stopped-awaiting',
  title: 'A client that stops reading, while the handler awaits',
  description:
    'The handler would send all of it. The figure is the most that was held, after garbage collection.',
  plan: (size) => planStopped(size, true),
  targets: [{ servers: [...ON_NODE, ...ON_HONO], figure: 'held', most: 4 * MEGABYTE }],
}

/** The handler never awaits. */
export const stoppedNeverAwaiting: Workload = {
  ...stopped,
  id: 'stopped-never-awaiting',
  title: 'A client that stops reading, while the handler never awaits',
  description: 'The same, with a handler that sends on whatever happens. Sluice aborts such a stream.',
  plan: (size) => planStopped(size, false),
  targets: [{ servers: [...ON_NODE, ...ON_HONO], figure: 'held', most: CAP + 4 * MEGABYTE }],
}

/** @param size megabytes */
function planStopped(size: number, awaiting: boolean): Plan {
  return {
    units: size,
    load: { kind: 'stop' },
    script: {
      medium: 'ticks',
      make: (onProgress) => toAStoppedReader(size * MEGABYTE, awaiting, onProgress),
    },
  }
}
