import { patternChunks, PERIOD } from '../content/pattern.ts'
import { flatOut } from '../scripts/flat-out.ts'
import { ON_HONO, ON_NODE } from './our-servers.ts'
import type { Plan, Workload } from './workload.ts'

const MOST_STALL = { figure: 'stall', most: 25 } as const

/** Large chunks, one client. */
export const bytes64k: Workload = {
  id: 'bytes-64k',
  title: 'Bytes in chunks of 64 KiB',
  description: 'One client downloads; each write is awaited. Counted in MiB.',
  unit: 'MiB',
  medium: 'chunks',
  sizes: { full: 2_048, quick: 384, warmUp: 512 },
  divisible: true,
  repeats: 3,
  main: 'cpu',
  plan: (size) => planBytes(size, 64 * 1024),
  targets: [
    { servers: ON_NODE, figure: 'cpu', most: 0.85, of: 'node-http' },
    { servers: ON_HONO, figure: 'cpu', most: 1.05, of: 'node-http' },
    { servers: [...ON_NODE, ...ON_HONO], ...MOST_STALL },
  ],
}

/** Small chunks, one client. */
export const bytes1k: Workload = {
  id: 'bytes-1k',
  title: 'Bytes in chunks of 1 KiB',
  description: 'One client downloads; each write is awaited. Counted in MiB.',
  unit: 'MiB',
  medium: 'chunks',
  sizes: { full: 512, quick: 48, warmUp: 128 },
  divisible: true,
  repeats: 3,
  main: 'cpu',
  plan: (size) => planBytes(size, 1024),
  targets: [
    { servers: ON_NODE, figure: 'cpu', most: 0.35, of: 'node-http' },
    { servers: ON_HONO, figure: 'cpu', most: 0.6, of: 'node-http' },
    { servers: [...ON_NODE, ...ON_HONO], ...MOST_STALL },
  ],
}

/** @param size MiB */
function planBytes(size: number, chunkSize: number): Plan {
  const chunks = patternChunks(chunkSize)
  const period = chunks.length
  const pieces = size * period
  return {
    units: size,
    load: {
      kind: 'download',
      connections: 1,
      requests: 1,
      expect: { kind: 'pattern', bytes: size * PERIOD },
    },
    script: {
      medium: 'chunks',
      make: () => flatOut(pieces, (i) => chunks[i % period] ?? '', { period }),
    },
  }
}
