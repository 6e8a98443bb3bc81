import type { Workload } from '../workloads/workload.ts'

/** A workload as this machine can do it, and what was changed. */
export interface Limited {
  readonly workload: Workload
  readonly note?: string
}

/**
 * Streams that are held open at the same time are fewer where the machine allows no more.
 *
 * @param most connections
 */
export function withinLimits(workload: Workload, most: number): Limited {
  const { sizes, title } = workload
  if (workload.plan(1).load.kind !== 'hold' || sizes.full <= most) return { workload }
  return {
    workload: {
      ...workload,
      sizes: {
        ...sizes,
        full: most,
        quick: Math.min(sizes.quick, most),
        warmUp: Math.min(sizes.warmUp, most),
      },
    },
    note: `${title}: ${most} streams in place of ${sizes.full}, because this machine allows a process no more connections (ulimit -n, ports).`,
  }
}
