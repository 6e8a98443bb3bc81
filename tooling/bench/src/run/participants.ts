import { SERVER_IDS, type ServerId } from '../servers/all-servers.ts'
import type { BenchServer } from '../servers/bench-server.ts'
import type { Workload } from '../workloads/workload.ts'

/** A server that takes part in a benchmark. */
export interface Participant {
  readonly id: ServerId
  readonly server: BenchServer
}

/** What everything is compared with, and so takes part in every workload. */
export const BASELINE: ServerId = 'node-http'

/**
 * The servers of a workload, in the order of the report: those that were asked for and belong to it, the baseline, and
 * what their targets compare them with.
 */
export function participantsOf(
  { id, targets }: Workload,
  asked: readonly ServerId[],
  all: readonly Participant[],
): Participant[] {
  const compared = targets
    .filter(({ servers }) => servers.some((server) => asked.includes(server)))
    .flatMap(({ of }) => of ?? [])
  return SERVER_IDS.filter((name) => name === BASELINE || asked.includes(name) || compared.includes(name))
    .flatMap((name) => all.find((participant) => participant.id === name) ?? [])
    .filter(({ server }) => server.only?.includes(id) ?? true)
}

/** Whether a target of a workload is about a server, or compares another with it. */
export function isCompared(id: ServerId, { targets }: Workload): boolean {
  return targets.some(({ servers, of }) => of === id || servers.includes(id))
}
