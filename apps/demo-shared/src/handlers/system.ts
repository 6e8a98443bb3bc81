import { setTimeout as sleep } from 'node:timers/promises'
import { stream, type StreamHandler } from '@sluice/core'
import { SystemSampler } from '../system-sampler.ts'

/** Milliseconds the first line looks back: the shortest that gives real figures. */
const FIRST_WINDOW = 50
const WINDOW = 1_000

/** `GET /system`: a line of JSON per second about this process and machine, until the client leaves or the server stops. */
export const system: StreamHandler = () =>
  stream(
    async ({ signal, draining, writer }) => {
      const over = AbortSignal.any([signal, draining])
      const sampler = new SystemSampler()
      try {
        for (let window = FIRST_WINDOW; !over.aborted; window = WINDOW) {
          await sleep(window, undefined, { signal: over })
          await writer.write(`${JSON.stringify(sampler.take())}\n`)
          await writer.flush()
        }
      } catch (error) {
        // The server stops: between two lines is a proper place to end.
        if (!draining.aborted) throw error
      } finally {
        sampler.close()
      }
    },
    { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }, settled: true },
  )
