import type { Context } from '../context/context.ts'
import type { Chunk } from '../contract/sink.ts'
import { consume, type ConsumeHooks } from '../promise/consume.ts'
import type { StreamBody } from '../response/stream.ts'

/**
 * Runs a body, writing the chunks it yields if it is a generator; returns what to wait for, if there is
 * anything. When the stream is stopped, a generator is released at once, even while it waits for
 * something (clause L3).
 */
export function runBody(
  body: StreamBody,
  ctx: Context,
  hooks: ConsumeHooks<Chunk>,
): PromiseLike<unknown> | undefined {
  const result: unknown = body(ctx)
  // A string is an iterable of its characters; it is meant as one chunk.
  if (typeof result === 'string') return ctx.writer.write(result)
  if (typeof result !== 'object' || result === null) return undefined
  if (Symbol.asyncIterator in result) {
    const chunks = result as AsyncIterable<Chunk>
    return consume(chunks[Symbol.asyncIterator](), (chunk) => ctx.writer.write(chunk), hooks)
  }
  if (Symbol.iterator in result) return writeAll(result as Iterable<Chunk>, ctx)
  return result as PromiseLike<unknown>
}

async function writeAll(chunks: Iterable<Chunk>, { writer }: Context): Promise<void> {
  for (const chunk of chunks) await writer.write(chunk)
}
