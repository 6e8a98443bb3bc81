import { constants } from 'node:os'

/**
 * Ctrl-C reaches a program twice when whatever started it, a package manager say, passes the signal on. What comes
 * within so many milliseconds of the first is that one again.
 */
const SAME_SIGNAL = 500

/**
 * Calls `stop` at the first SIGINT or SIGTERM, and `stopAtOnce` at those after it, with the exit code that a shell
 * expects of a program ended by that signal.
 */
export function onStopSignal(stop: () => void, stopAtOnce: (exitCode: number) => void): void {
  let stoppedAt: number | undefined
  const listener = (signal: 'SIGINT' | 'SIGTERM'): void => {
    const now = performance.now()
    if (stoppedAt === undefined) {
      stoppedAt = now
      stop()
    } else if (now - stoppedAt > SAME_SIGNAL) {
      stopAtOnce(128 + constants.signals[signal])
    }
  }
  process.on('SIGINT', listener)
  process.on('SIGTERM', listener)
}
