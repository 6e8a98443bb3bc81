import { once } from 'node:events'
import type { Server } from 'node:http'
import { drain } from '@sluice/core'
import { onStopSignal } from './stop-signal.ts'

/** Milliseconds that running streams have to end by themselves; `/hello` needs three seconds. */
const DRAIN_TIMEOUT = 5_000

/** Milliseconds after the drain until connections that are still open are cut. */
const CLOSE_TIMEOUT = 1_000

/**
 * On a signal, or when the launcher is gone, closes the server to new connections, drains the streams, closes what is
 * behind it, and exits. Once more: exits at once.
 */
export function stopServingOnSignal(server: Server, closeBehind: () => Promise<void>): void {
  let stopping = false
  const stop = (): void => {
    if (!stopping) void stopServing(server, closeBehind)
    stopping = true
  }
  onStopSignal(stop, (exitCode) => process.exit(exitCode))
  // Only a process that was forked is connected; if its parent dies, nobody else would end it.
  if (process.connected) process.once('disconnect', stop)
  // It may have died while this one started: then there is a way to it, and nobody at its end.
  else if (process.send !== undefined) stop()
}

async function stopServing(server: Server, closeBehind: () => Promise<void>): Promise<void> {
  console.log(`Stopping: running streams have ${DRAIN_TIMEOUT / 1_000} s to end. Once more to stop at once.`)
  // First: an EventSource that is refused a connection tries again, and one that is answered 503 never does.
  const closed = once(server.close(), 'close')
  const { completed, aborted } = await drain({ timeout: DRAIN_TIMEOUT })
  // What is not one of our streams does not drain: a request that never completes, a conformance route.
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT)
  await closed
  clearTimeout(timer)
  await closeBehind()
  console.log(
    `Stopped: of the running streams, ${completed} ended by themselves and ${aborted} were cut off.`,
  )
  process.exit(0)
}
