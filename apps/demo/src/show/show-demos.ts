import { onStopSignal } from 'demo-shared'
import type { DemoProcess } from '../processes/demo-process.ts'
import { startAll, stopAll } from '../processes/start-all.ts'
import { urlTable } from './url-table.ts'

/** Runs the demos until SIGINT or SIGTERM, or until one of them ends by itself. Returns the exit code. */
export async function showDemos(): Promise<number> {
  const demos = await startAll(process.env['PORT'] ?? '', (name, line) => console.error(`[${name}] ${line}`))
  const stopped = new Promise<undefined>((resolve) => {
    onStopSignal(
      () => resolve(undefined),
      () => demos.forEach((demo) => demo.kill()),
    )
  })
  console.log(`${urlTable(demos)}\n\nCtrl-C stops them.`)

  const ended = await Promise.race([stopped, ...demos.map(exitOf)])
  console.log(ended ?? 'Stopping: running streams have 5 s to end. Once more to stop at once.')
  await stopAll(demos)
  console.log('All demos have stopped.')
  return ended === undefined ? 0 : 1
}

async function exitOf(demo: DemoProcess): Promise<string> {
  return `The ${demo.name} demo has ended by itself, with ${await demo.exited}; the others are stopped.`
}
