import { demoApps } from './demo-app.ts'
import { DemoProcess } from './demo-process.ts'

/**
 * Starts every demo, and waits until all of them listen.
 *
 * @param firstPort `PORT` for the first demo, the next ones follow it; `0` for any free ports, empty for the defaults
 * @param onErrorLine is told each line that a demo prints as an error
 * @throws {Error} when one does not start; none is then running
 */
export async function startAll(
  firstPort: string,
  onErrorLine: (name: string, line: string) => void,
): Promise<readonly DemoProcess[]> {
  const starts = await Promise.allSettled(
    demoApps.map((app, index) =>
      DemoProcess.start(app, {
        port: portOf(firstPort, index),
        onErrorLine: (line) => onErrorLine(app.name, line),
      }),
    ),
  )
  const demos = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
  const failure = starts.find((start) => start.status === 'rejected')
  if (failure === undefined) return demos
  await stopAll(demos)
  throw failure.reason
}

/** Stops the demos, each as its own user would. */
export async function stopAll(demos: readonly DemoProcess[]): Promise<void> {
  await Promise.all(demos.map((demo) => demo.stop()))
}

function portOf(firstPort: string, index: number): string {
  // What is no number is left to the demo to complain about.
  return /^[1-9]\d*$/.test(firstPort) ? String(Number(firstPort) + index) : firstPort
}
