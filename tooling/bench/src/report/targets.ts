import { formatTarget } from './format.ts'
import type { Results } from './results.ts'

/** How many targets were met, and which were not. */
export function summaryOfTargets({ workloads }: Results, baseline: string): string {
  const all = workloads.flatMap(({ title, rows }) =>
    rows.flatMap((row) => row.targets.map((target) => ({ where: `${title}, ${row.title}`, target }))),
  )
  if (all.length === 0) return ''
  const missed = all.filter(({ target }) => !target.met)
  const lines = missed.map(({ where, target }) => `  ${where}: ${formatTarget(target, baseline)}`)
  return [`\n${all.length - missed.length} of ${all.length} targets met.`, ...lines].join('\n')
}
