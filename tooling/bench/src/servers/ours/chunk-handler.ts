import { stream, type StreamHandler } from '@sluice/core'
import type { Chunk, Script } from '../../scripts/script.ts'

/** A handler that writes the chunks of a script with `ctx.writer`. */
export function chunkHandler(script: Script<Chunk>): StreamHandler {
  return () =>
    stream(
      (ctx) =>
        script.push(
          (chunk) => ctx.writer.write(chunk),
          (listener) => ctx.signal.addEventListener('abort', listener),
        ),
      { headers: { 'content-type': 'application/octet-stream' } },
    )
}
