import { now } from '../content/now.ts'
import type { Failed, LoadQuestion, LoadResult } from '../run/messages.ts'
import { download } from './download.ts'
import { hold } from './hold.ts'
import type { Load } from './load.ts'
import { Problems } from './problems.ts'
import { reset } from './reset.ts'
import type { Running, Seen } from './running.ts'
import { stop } from './stop.ts'

// The clients, in a process of their own: told over IPC what to do, they answer with what they saw.

let running: Running | undefined

process.on('message', (question: LoadQuestion) => {
  answer(question).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ failed: String(error) } satisfies Failed),
  )
})
process.on('disconnect', () => process.exit())

async function answer(question: LoadQuestion): Promise<LoadResult> {
  if (question.ask === 'finish') {
    running?.finish()
    running = undefined
    return { seconds: 0, cpu: 0, problems: [] }
  }
  const seen: Seen = { problems: new Problems() }
  const [start, before] = [now(), process.cpuUsage()]
  running = await begin(question.load, question.port, question.path, seen)
  const { user, system } = process.cpuUsage(before)
  return {
    seconds: (now() - start) / 1_000,
    cpu: user + system,
    ...(seen.p50 === undefined ? {} : { p50: seen.p50 }),
    ...(seen.p99 === undefined ? {} : { p99: seen.p99 }),
    problems: seen.problems.list,
  }
}

function begin(load: Load, port: number, path: string, seen: Seen): Promise<Running> {
  switch (load.kind) {
    case 'download':
      return download(load, port, path, seen)
    case 'hold':
      return hold(load, port, path, seen)
    case 'stop':
      return stop(port, path, seen)
    case 'reset':
      return reset(load, port, path, seen)
  }
}
