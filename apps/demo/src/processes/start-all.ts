import { demoApps } from './demo-app.ts'
import { Demo } from './demo.ts'

/**
 * Starts every demo, and waits until all of them listen.
 *
 * @param firstPort of the first demo, the next ones follow it; 0 for any free ports
 * @param onErrorLine is told each line that a demo prints as an error
 * @param origins whose pages may read what the demos answer; absent for their default
 * @throws {Error} when one does not start; none is then running
 */
export async function startAll(
  firstPort: number,
  onErrorLine: (name: string, line: string) => void,
  origins?: readonly string[],
): Promise<readonly Demo[]> {
  const starts = await Promise.allSettled(
    demoApps.map((app, index) =>
      Demo.start(app, {
        port: String(firstPort === 0 ? 0 : firstPort + index),
        onErrorLine: (line) => onErrorLine(app.name, line),
        ...(origins === undefined ? {} : { origins }),
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
export async function stopAll(demos: readonly Demo[]): Promise<void> {
  await Promise.all(demos.map((demo) => demo.stop()))
}
