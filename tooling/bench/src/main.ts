import { writeFileSync } from 'node:fs'
import { type Arguments, parseArguments, USAGE } from './arguments.ts'
import { profileMissed } from './profile/profile-missed.ts'
import { circumstances } from './report/circumstances.ts'
import { comparisonTable, comparisonTitle, costliestFunctions } from './report/comparison.ts'
import { writeDocument } from './report/document.ts'
import { evaluate } from './report/evaluate.ts'
import type { Comparison, Results, WorkloadResult } from './report/results.ts'
import { renderText, workloadTable } from './report/table.ts'
import { summaryOfTargets } from './report/targets.ts'
import { mostConnections } from './run/machine-limits.ts'
import { BASELINE, type Participant, participantsOf } from './run/participants.ts'
import { runWorkload } from './run/run-workload.ts'
import { withinLimits } from './run/within-limits.ts'
import { SERVER_IDS, SERVERS } from './servers/all-servers.ts'

// `pnpm bench`: measures, prints, and writes what was asked for.

const asked = parse()
if (asked !== undefined) {
  const results = await bench(asked)
  if (asked.json !== undefined) writeFileSync(asked.json, `${JSON.stringify(results, undefined, 2)}\n`)
  if (asked.write) for (const path of writeDocument(results)) console.log(`wrote ${path}`)
  console.log(summaryOfTargets(results, BASELINE))
  const invalid = results.workloads.some(({ rows }) => rows.some(({ problems }) => problems.length > 0))
  if (invalid) process.exitCode = 1
}

function parse(): Arguments | undefined {
  try {
    const parsed = parseArguments(process.argv.slice(2))
    if (parsed !== 'help') return parsed
    console.log(USAGE)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    process.exitCode = 2
  }
  return undefined
}

async function bench({ workloads, servers, quick, rounds, profiles }: Arguments): Promise<Results> {
  const all: Participant[] = await Promise.all(
    SERVER_IDS.map(async (id) => ({ id, server: await SERVERS[id]() })),
  )
  const measured = new Set<Participant>()
  const notes: string[] = []
  const results: WorkloadResult[] = []
  const most = mostConnections()
  const extent = { rounds, quick, profiles }
  for (const each of workloads) {
    const { workload, note } = withinLimits(each, most)
    if (note !== undefined) notes.push(note)
    console.log(`\n${workload.title}\n${workload.description}\n`)
    const participants = participantsOf(workload, servers, all)
    for (const participant of participants) measured.add(participant)
    const rows = await runWorkload(workload, participants, extent, progress)
    process.stderr.write('\n')
    const evaluated = evaluate(workload, rows, BASELINE)
    console.log(renderText(workloadTable(evaluated, BASELINE)))
    const comparisons = quick ? [] : await profileMissed(workload, evaluated, participants, extent)
    for (const comparison of comparisons) printComparison(comparison, workload.unit)
    results.push({ ...evaluated, comparisons })
  }
  for (const note of notes) console.log(`\n${note}`)
  const packages = [...measured].flatMap(({ server }) => server.packages)
  return { circumstances: circumstances(packages, { quick, rounds }, notes), workloads: results }
}

function printComparison(comparison: Comparison, unit: string): void {
  console.log(`\n${comparisonTitle(comparison, unit)}`)
  console.log(renderText(comparisonTable(comparison)))
  console.log(costliestFunctions(comparison))
}

/** A dot for each run, to see that it goes on. */
function progress(_id: string, { problems }: { readonly problems: readonly string[] }): void {
  process.stderr.write(problems.length === 0 ? '.' : 'x')
}
