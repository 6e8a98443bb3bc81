import type { AddressInfo, Server } from 'node:net'
import { SelfProfile } from '../profile/self-profile.ts'
import type { Failed, Listening, MemoryWatch, Sample, ServerQuestion } from '../run/messages.ts'
import { CurrentScript } from '../scripts/current-script.ts'
import { workloadOf } from '../workloads/all-workloads.ts'
import { isServerId, SERVERS } from './all-servers.ts'
import { SelfWatch } from './self-watch.ts'

// One server in a process of its own: `node --expose-gc process.js SERVER WORKLOAD`. Told over IPC how large the next
// run is, it answers with what it knows of itself.

const [, , name = '', workloadName = ''] = process.argv
if (!isServerId(name)) throw new Error(`There is no server ${name}.`)
const workload = workloadOf(workloadName)
const bench = await SERVERS[name]()
const watch = new SelfWatch()
let profile: SelfProfile | undefined
let runs = 0

process.on('unhandledRejection', (error) => watch.complain(String(error)))
process.on('disconnect', () => process.exit())
const { server, play } = await serve()
process.on('message', (question: ServerQuestion) => {
  answer(question).then(
    (sample) => process.send?.(sample),
    (error: unknown) => process.send?.({ failed: String(error) } satisfies Failed),
  )
})
server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () => {
  const { port } = server.address() as AddressInfo
  process.send?.({ port, path: bench.path ?? '/stream' } satisfies Listening)
})

async function answer(question: ServerQuestion): Promise<Sample> {
  switch (question.ask) {
    case 'prepare':
      play(question.size)
      await bench.prepare?.()
      if (question.profile !== undefined) profile = await SelfProfile.start(question.profile)
      return watch.begin(question.memory)
    case 'look':
      return watch.look()
    case 'end':
      return endOfRun(question.memory)
  }
}

async function endOfRun(memory: MemoryWatch): Promise<Sample> {
  const sample = await watch.end(memory)
  if (profile === undefined) return sample
  const costs = await profile.end()
  profile = undefined
  return { ...sample, profile: costs }
}

/** The server, and a way to give it the script of the next run. */
async function serve(): Promise<{ readonly server: Server; play(this: void, size: number): void }> {
  const { ticks, chunks } = bench
  const { script } = workload.plan(workload.sizes.warmUp)
  if (script.medium === 'ticks') {
    if (typeof ticks === 'string') throw new Error(`${name} has no events: ${ticks}.`)
    const current = new CurrentScript(script.make(() => {}))
    return {
      server: await ticks(current, workload.heartbeat === undefined ? {} : { heartbeat: workload.heartbeat }),
      play: (size) => {
        const next = workload.plan(size).script
        if (next.medium === 'ticks') current.set(next.make(progressOfRun()))
      },
    }
  }
  if (typeof chunks === 'string') throw new Error(`${name} has no chunks: ${chunks}.`)
  const current = new CurrentScript(script.make())
  return {
    server: await chunks(current),
    play: (size) => {
      const next = workload.plan(size).script
      if (next.medium === 'chunks') current.set(next.make())
    },
  }
}

/** What a stream of an earlier run still sends does not count. */
function progressOfRun(): (pieces: number) => void {
  runs += 1
  const run = runs
  return (pieces) => {
    if (run === runs) watch.progress(pieces)
  }
}
