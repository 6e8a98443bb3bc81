import type { Comparison, RowResult, TargetResult, WorkloadResult } from '../report/results.ts'
import type { Cost, ProfileKind } from '../run/messages.ts'
import { endPair } from '../run/pair.ts'
import { BASELINE, type Participant } from '../run/participants.ts'
import { type Pair, runOnce } from '../run/run-once.ts'
import { type Extent, sizeFor, startWarm } from '../run/warm.ts'
import type { ServerId } from '../servers/all-servers.ts'
import type { Workload } from '../workloads/workload.ts'
import { compare } from './compare.ts'

/** Runs that the profile of a time is the sum of. */
const TURNS = 2

/** A server that has missed a target, and the one that the target is a multiple of. */
interface Missed {
  readonly row: RowResult
  readonly of: ServerId
  readonly kind: ProfileKind
}

/**
 * Runs once more, in turns, and profiles each server that has missed a target and the one that it was compared with.
 * Profiles make a server slower, which is why the runs that were measured are others.
 */
export async function profileMissed(
  workload: Workload,
  { rows }: Omit<WorkloadResult, 'comparisons'>,
  participants: readonly Participant[],
  extent: Extent,
): Promise<Comparison[]> {
  const missed = rows.flatMap((row) => missedBy(row))
  const kind = missed[0]?.kind
  if (kind === undefined) return []
  const wanted = new Set(missed.flatMap(({ row, of }) => [row.server, of]))
  const servers = participants.filter(({ id }) => wanted.has(id))
  const profiles = await profileInTurns(workload, servers, extent, kind)
  return missed.flatMap(({ row, of }) => {
    const [own, other] = [profiles.get(row.server), profiles.get(of)]
    if (own === undefined || other === undefined) return []
    const otherTitle = rows.find(({ server }) => server === of)?.title ?? of
    return [{ kind, title: row.title, otherTitle, ...compare(own, other) }]
  })
}

function missedBy(row: RowResult): Missed[] {
  const target = row.targets.find(isMissed)
  if (target === undefined) return []
  return [{ row, of: target.of ?? BASELINE, kind: target.figure === 'held' ? 'memory' : 'time' }]
}

function isMissed({ met, reached }: TargetResult): boolean {
  return !met && reached !== undefined
}

/** For each server what a unit costs it. A server that fails has no profile. */
async function profileInTurns(
  workload: Workload,
  servers: readonly Participant[],
  extent: Extent,
  kind: ProfileKind,
): Promise<ReadonlyMap<ServerId, readonly Cost[]>> {
  const profiles = new Map<ServerId, Cost[]>()
  const pairs = new Map<Participant, Pair>()
  const turns = kind === 'time' ? TURNS : 1
  try {
    for (const server of servers) pairs.set(server, await startWarm(server, workload, extent))
    for (let turn = 0; turn < turns; turn++) {
      for (const [server, pair] of pairs) {
        const { profile = [], problems } = await runOnce(
          workload,
          sizeFor(server, workload, extent),
          pair,
          kind,
        )
        if (problems.length > 0) continue
        const costs = profile.map((cost) => ({ ...cost, amount: cost.amount / turns }))
        profiles.set(server.id, [...(profiles.get(server.id) ?? []), ...costs])
      }
    }
  } finally {
    for (const pair of pairs.values()) endPair(pair)
  }
  return profiles
}
