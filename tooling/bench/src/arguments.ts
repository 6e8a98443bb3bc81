import { parseArgs } from 'node:util'
import { isServerId, SERVER_IDS, type ServerId } from './servers/all-servers.ts'
import { WORKLOADS, workloadOf } from './workloads/all-workloads.ts'
import type { Workload } from './workloads/workload.ts'

/** What the benchmark was asked to do. */
export interface Arguments {
  readonly quick: boolean
  /** Whether docs/performance.md and its chart are written. */
  readonly write: boolean
  /** Where the results go as JSON, if anywhere. */
  readonly json: string | undefined
  readonly rounds: number
  /** Folder for CPU profiles, if they are wanted. */
  readonly profiles: string | undefined
  readonly workloads: readonly Workload[]
  readonly servers: readonly ServerId[]
}

/** Shown for `--help` and after a mistake. */
export const USAGE: string = `Usage: pnpm bench [options]
  --quick                  less of everything, within 3 minutes
  --only <workload,…>      ${WORKLOADS.map(({ id }) => id).join(', ')}
  --servers <server,…>     ${SERVER_IDS.join(', ')}
  --rounds <number>        measurements of each; 3, or 1 with --quick; several times as many of those
                           that a target compares; memory is measured once
  --json <file>            the results as JSON
  --cpu-prof <folder>      CPU profiles of the servers, which makes all of them slower
  --write                  write docs/performance.md and its chart`

/** With `--quick`: ours, the writer by itself, the baseline, and one peer. Every other layer takes it beyond its minutes. */
const QUICK_SERVERS: readonly ServerId[] = [
  'node-http',
  'sluice-node',
  'sluice-express',
  'sluice-koa',
  'sluice-hono',
  'sluice-node-checked',
  'layer-writer',
  'hono',
]

/** @throws {Error} when an option is not known, or its value makes no sense */
export function parseArguments(args: readonly string[]): Arguments | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      only: { type: 'string' },
      servers: { type: 'string' },
      rounds: { type: 'string' },
      json: { type: 'string' },
      'cpu-prof': { type: 'string' },
    },
  })
  if (values.help) return 'help'
  const { quick, write, json } = values
  return {
    quick,
    write,
    json,
    profiles: values['cpu-prof'],
    rounds: parseRounds(values.rounds, quick),
    workloads: values.only === undefined ? WORKLOADS : values.only.split(',').map(workloadOf),
    servers: parseServers(values.servers, quick),
  }
}

function parseRounds(text: string | undefined, quick: boolean): number {
  if (text === undefined) return quick ? 1 : 3
  const rounds = Number(text)
  if (Number.isInteger(rounds) && rounds > 0) return rounds
  throw new Error(`--rounds is a whole number from 1, not ${text}.`)
}

/** In the order of the report. */
function parseServers(text: string | undefined, quick: boolean): ServerId[] {
  const names = text?.split(',') ?? (quick ? QUICK_SERVERS : SERVER_IDS)
  for (const name of names) {
    if (!isServerId(name)) throw new Error(`There is no server ${name}: there are ${SERVER_IDS.join(', ')}.`)
  }
  return SERVER_IDS.filter((id) => names.includes(id))
}
