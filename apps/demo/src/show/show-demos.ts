import { onStopSignal, portFrom } from 'demo-shared'
import { type ServedPage, servePage } from '../page/serve-page.ts'
import { demoApps } from '../processes/demo-app.ts'
import { startAll, stopAll } from '../processes/start-all.ts'
import { urlTable } from './url-table.ts'

/** Where the page is; the demos follow it. */
const DEFAULT_PORT = 3000

/**
 * Runs the demos, and the page that shows them, until SIGINT or SIGTERM, or until one of them ends by itself. Returns
 * the exit code.
 * @throws {FixableError} when the port of the page cannot be had; no demo has then been started
 * @throws {Error} when a demo does not start; nothing is then running
 */
export async function showDemos(): Promise<number> {
  const port = portFrom(process.env['PORT'], DEFAULT_PORT, demoApps.length)
  const page = await servePage(port)
  const firstPort = port === 0 ? 0 : port + 1
  const showLine = (name: string, line: string): void => console.error(`[${name}] ${line}`)
  const demos = await startAll(firstPort, showLine, originsOf(page)).catch(async (error: unknown) => {
    await page.close()
    throw error
  })
  page.show(demos)
  const stopped = new Promise<undefined>((resolve) => {
    onStopSignal(
      () => resolve(undefined),
      () => demos.forEach((demo) => demo.kill()),
    )
  })
  console.log(`${urlTable(demos)}\n\n${invitation(page)}`)

  const ended = await Promise.race([stopped, ...demos.map((demo) => demo.ended)])
  if (ended === undefined)
    console.log('Stopping: running streams have 5 s to end. Once more to stop at once.')
  else console.error(`${ended} The others are stopped.`)
  await Promise.all([page.close(), stopAll(demos)])
  console.log('All demos have stopped.')
  return ended === undefined ? 0 : 1
}

/** By each name that a browser may know it by. */
function originsOf({ url }: ServedPage): string[] {
  const { port } = new URL(url)
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${port}`)
}

function invitation({ url }: ServedPage): string {
  return `Open ${url} to watch all of them side by side.\nCtrl-C stops them.`
}
