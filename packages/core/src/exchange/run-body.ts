import type { Context } from '../context/context.ts'
import type { Chunk } from '../contract/sink.ts'
import { consume, type ConsumeHooks } from '../promise/consume.ts'
import type { StreamBody } from '../response/stream.ts'

/**
 * Runs a body to its end, writing the chunks it yields if it is a generator. When the stream is
 * stopped, a generator is released at once, even while it waits for something (clause L3).
 */
export async function runBody(body: StreamBody, ctx: Context, hooks: ConsumeHooks<Chunk>): Promise<void> {
  const result = body(ctx)
  // A string is an iterable of its characters; it is meant as one chunk.
  if (typeof result === 'string') return ctx.writer.write(result)
  if (typeof result !== 'object' || result === null) return
  if (Symbol.asyncIterator in result)
    return consume(result[Symbol.asyncIterator](), (chunk) => ctx.writer.write(chunk), hooks)
  if (Symbol.iterator in result) {
    for (const chunk of result) await ctx.writer.write(chunk)
    return
  }
  await result
}
