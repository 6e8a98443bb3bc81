import type { FigureName, Run } from '../run/figures.ts'
import type { Row } from '../run/run-workload.ts'
import type { ServerId } from '../servers/all-servers.ts'
import type { Target, Workload } from '../workloads/workload.ts'
import type { RowResult, TargetResult, WorkloadResult } from './results.ts'
import { ratios, type Summary, summarize } from './statistics.ts'

const FIGURES: readonly FigureName[] = [
  'cpu',
  'rate',
  'p50',
  'p99',
  'stall',
  'peakRss',
  'peakHeap',
  'held',
  'clientBusy',
]

/** Sums up the rows of a workload, and holds them against the targets. */
export function evaluate(
  workload: Workload,
  rows: readonly Row[],
  baseline: ServerId,
): Omit<WorkloadResult, 'comparisons'> {
  const { id, title, description, unit, main, absolute = false } = workload
  const valuesOf = (server: ServerId, figure: FigureName): (number | undefined)[] =>
    (rows.find(({ participant }) => participant.id === server)?.runs ?? []).map((run) =>
      run === undefined ? undefined : valueOf(run, figure),
    )
  return {
    workload: id,
    title,
    description,
    unit,
    main,
    rows: rows.map((row) => {
      const { participant, cannot } = row
      const runs = row.runs.filter((run) => run !== undefined)
      const ratio = summarize(
        absolute ? [] : ratios(valuesOf(participant.id, main), valuesOf(baseline, main)),
      )
      return {
        server: participant.id,
        title: participant.server.title,
        kind: participant.server.kind,
        ...(cannot === undefined ? {} : { cannot }),
        rounds: runs.length,
        problems: [...new Set(runs.flatMap(({ problems }) => problems))],
        figures: summaries(runs),
        ...(ratio === undefined ? {} : { ratio }),
        targets:
          cannot === undefined
            ? workload.targets
                .filter(({ servers }) => servers.includes(participant.id))
                .flatMap((target) => judge(target, participant.id, valuesOf))
            : [],
      } satisfies RowResult
    }),
  }
}

function summaries(runs: readonly Run[]): Partial<Record<FigureName, Summary>> {
  const result: Partial<Record<FigureName, Summary>> = {}
  for (const figure of FIGURES) {
    const summary = summarize(runs.flatMap((run) => valueOf(run, figure) ?? []))
    if (summary !== undefined) result[figure] = summary
  }
  return result
}

/** A run that has lost data says nothing. */
function valueOf(run: Run, figure: FigureName): number | undefined {
  return run.problems.length > 0 ? undefined : run.figures[figure]
}

/** Nothing when what it is compared with did not take part. */
function judge(
  { figure, most, of }: Target,
  server: ServerId,
  valuesOf: (server: ServerId, figure: FigureName) => (number | undefined)[],
): TargetResult[] {
  const own = valuesOf(server, figure)
  const compared = of === undefined ? own.flatMap((value) => value ?? []) : ratios(own, valuesOf(of, figure))
  if (of !== undefined && valuesOf(of, figure).length === 0) return []
  const reached = summarize(compared)?.median
  return [
    {
      figure,
      most,
      ...(of === undefined ? {} : { of }),
      ...(reached === undefined ? {} : { reached }),
      met: reached !== undefined && reached <= most,
    },
  ]
}
