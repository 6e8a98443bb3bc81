import type { Context } from '../context/context.ts'
import { internalsOf } from '../exchange/exchange-context.ts'
import { stream, type StreamResponse } from '../response/stream.ts'
import { Collector } from './collector.ts'
import { watchForEarlyEnd } from './early-end.ts'
import { checkReturned, type Producer, produce } from './produce.ts'
import type { Streaming } from './streaming-options.ts'

/**
 * Answers with all messages of a handler at once, when it has come to its end, or is ended early: a
 * failure on the way is a problem with its own status, since nothing was sent (clause O2).
 */
export function collectMessages(
  ctx: Context,
  streaming: Streaming,
  toProducer: (collector: Collector) => Producer,
  toJson: (collector: Collector) => string,
): StreamResponse {
  const collect = async (): Promise<void> => {
    const collector = new Collector(ctx, streaming.collectLimit)
    let ended = false
    const running = watchForEarlyEnd(ctx, streaming, (reason) => {
      ended = true
      try {
        void ctx.writer.write(toJson(collector))
        internalsOf(ctx).endEarly(reason)
      } catch (error) {
        ctx.writer.abort(error)
      }
    })
    if (!running) return
    const produced = produce(ctx, toProducer(collector))
    if (produced !== undefined) checkReturned(await produced)
    collector.finish()
    if (!ended) await ctx.writer.write(toJson(collector))
  }
  const headers = { 'content-type': 'application/json' }
  return stream(collect, { headers, settled: ctx.method === 'HEAD' })
}
