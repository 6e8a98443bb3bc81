import type { ServerId } from '../servers/all-servers.ts'
import type { Workload } from '../workloads/workload.ts'
import { Child } from './child.ts'
import type { Listening } from './messages.ts'
import type { Pair } from './run-once.ts'

/**
 * Starts a server for a workload, with clients of its own. Both have to be ended.
 *
 * @param profiles folder for a CPU profile of the server, if one is wanted
 */
export async function startPair(id: ServerId, workload: Workload, profiles?: string): Promise<Pair> {
  const profiling =
    profiles === undefined
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${profiles}`, `--cpu-prof-name=${workload.id}.${id}.cpuprofile`]
  const server: Pair['server'] = new Child('servers/process.js', [id, workload.id], profiling)
  const listening = await server.hear<Listening>()
  return { server, listening, clients: new Child('load/process.js', []) }
}

/** Ends both processes. */
export function endPair({ server, clients }: Pair): void {
  server.end()
  clients.end()
}
