import { onStopSignal, portFrom } from 'demo-shared'
import { type ServedPage, servePage } from '../page/serve-page.ts'
import type { Demo } from '../processes/demo.ts'
import { startAll, stopAll } from '../processes/start-all.ts'
import { urlTable } from './url-table.ts'

/** Where the page is; the demos follow it. */
const DEFAULT_PORT = 3000

/**
 * Runs the demos, and the page that shows them, until SIGINT or SIGTERM, or until one of them ends by itself. Returns
 * the exit code.
 */
export async function showDemos(): Promise<number> {
  const port = portFrom(process.env['PORT'], DEFAULT_PORT)
  const firstPort = port === 0 ? 0 : port + 1
  const demos = await startAll(firstPort, (name, line) => console.error(`[${name}] ${line}`))
  const page = await servePage(port, demos).catch(async (error: unknown) => {
    await stopAll(demos)
    throw error
  })
  const stopped = new Promise<undefined>((resolve) => {
    onStopSignal(
      () => resolve(undefined),
      () => demos.forEach((demo) => demo.kill()),
    )
  })
  console.log(`${urlTable(demos)}\n\n${invitation(page)}`)

  const ended = await Promise.race([stopped, ...demos.map(exitOf)])
  console.log(ended ?? 'Stopping: running streams have 5 s to end. Once more to stop at once.')
  await Promise.all([page.close(), stopAll(demos)])
  console.log('All demos have stopped.')
  return ended === undefined ? 0 : 1
}

function invitation({ url }: ServedPage): string {
  return `Open ${url} to watch all of them side by side.\nCtrl-C stops them.`
}

async function exitOf(demo: Demo): Promise<string> {
  return `The ${demo.name} demo has ended by itself, with ${await demo.exited}; the others are stopped.`
}
