import type { Context } from '../context/context.ts'
import type { Chunk } from '../contract/sink.ts'
import type { StreamBody } from '../response/stream.ts'

/** Registers what to do when the stream is over. */
export type OnOver = (listener: () => void) => void

/**
 * Runs a body to its end, writing the chunks it yields if it is a generator. When the stream is
 * stopped, a generator is released at once, even while it waits for something (clause L3).
 */
export async function runBody(
  body: StreamBody,
  ctx: Context,
  onOver: OnOver,
  onLateError: (error: unknown) => void,
): Promise<void> {
  const result = body(ctx)
  // A string is an iterable of its characters; it is meant as one chunk.
  if (typeof result === 'string') return ctx.writer.write(result)
  if (typeof result !== 'object' || result === null) return
  if (Symbol.asyncIterator in result)
    return writeAll(result[Symbol.asyncIterator](), ctx, onOver, onLateError)
  if (Symbol.iterator in result) {
    for (const chunk of result) await ctx.writer.write(chunk)
    return
  }
  await result
}

async function writeAll(
  chunks: AsyncIterator<Chunk>,
  ctx: Context,
  onOver: OnOver,
  onLateError: (error: unknown) => void,
): Promise<void> {
  let released = false
  const release = async (): Promise<void> => {
    if (released) return
    released = true
    try {
      await chunks.return?.()
    } catch (error) {
      onLateError(error)
    }
  }
  // Not awaited: return() queues behind a next() that may never settle.
  onOver(() => void release())
  for (;;) {
    const next = await chunks.next()
    if (next.done === true) {
      released = true
      return
    }
    try {
      await ctx.writer.write(next.value)
    } catch (error) {
      await release()
      throw error
    }
  }
}
