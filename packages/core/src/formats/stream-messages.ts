import type { Context } from '../context/context.ts'
import { stream, type StreamResponse } from '../response/stream.ts'
import { type Producer, produce } from './produce.ts'
import type { Streaming } from './streaming-options.ts'
import { type Heartbeat, WireChannel, type WireFormat } from './wire-channel.ts'

/** The producer of a stream on the wire, and what breaks its silences. */
export interface WireProducer {
  readonly producer: Producer
  readonly heartbeat: Heartbeat | undefined
}

const DEFAULTS = {
  'cache-control': 'no-cache, no-transform',
  // Asks nginx, and those who follow it, not to buffer.
  'x-accel-buffering': 'no',
}

/**
 * Answers with the messages of a handler as they come (clauses F1 to F6). The head is sent when the
 * handler waits for the first time; for HEAD it does not run.
 */
export function streamMessages(
  ctx: Context,
  format: WireFormat,
  streaming: Streaming,
  toProducer: (channel: WireChannel) => WireProducer,
): StreamResponse {
  const send = (): Promise<unknown> | undefined => {
    const channel = new WireChannel(ctx, format, streaming)
    const { producer, heartbeat } = toProducer(channel)
    return channel.watch(heartbeat) ? produce(ctx, producer, () => channel.hold()) : undefined
  }
  return stream(send as () => Promise<void>, {
    headers: { 'content-type': format.contentType },
    defaults: DEFAULTS,
    settled: ctx.method === 'HEAD',
  })
}
