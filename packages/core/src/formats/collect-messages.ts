import type { Context } from '../context/context.ts'
import { StreamEndedError } from '../contract/errors.ts'
import { internalsOf } from '../exchange/exchange-context.ts'
import { stream, type StreamResponse } from '../response/stream.ts'
import { Collector } from './collector.ts'
import { type Producer, produce } from './produce.ts'
import type { Streaming } from './streaming-options.ts'

/**
 * Answers with all messages of a handler at once, when it has come to its end, or its lifetime has:
 * a failure on the way is a problem with its own status, since nothing was sent (clause O2).
 */
export function collectMessages(
  ctx: Context,
  { collectLimit, maxLifetime }: Streaming,
  toProducer: (collector: Collector) => Producer,
  toJson: (collector: Collector) => string,
): StreamResponse {
  const collect = async (): Promise<void> => {
    const collector = new Collector(ctx, collectLimit)
    const answer = (): Promise<void> => ctx.writer.write(toJson(collector))
    if (maxLifetime !== undefined) endAfter(ctx, maxLifetime, answer)
    await produce(ctx, toProducer(collector))
    await answer()
  }
  const headers = { 'content-type': 'application/json' }
  return stream(collect, { headers, settled: ctx.method === 'HEAD' })
}

function endAfter(ctx: Context, lifetime: number, answer: () => Promise<void>): void {
  const internals = internalsOf(ctx)
  const timer = setTimeout(() => {
    void answer()
    internals.endEarly(new StreamEndedError('its maximum lifetime has passed'))
  }, lifetime)
  internals.onOver(() => clearTimeout(timer))
}
