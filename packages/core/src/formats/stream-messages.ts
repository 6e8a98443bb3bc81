import type { Context } from '../context/context.ts'
import { stream, type StreamResponse } from '../response/stream.ts'
import { type Producer, produce } from './produce.ts'
import type { Streaming } from './streaming-options.ts'
import { type Heartbeat, WireChannel, type WireFrame } from './wire-channel.ts'

/** The producer of a stream on the wire, and what is sent besides. */
export interface WireProducer {
  readonly producer: Producer
  readonly heartbeat: Heartbeat | undefined
  /** The last message of a stream that fails; empty where the format has no place for one. */
  readonly failure: (error: unknown) => string
}

/**
 * Answers with the messages of a handler as they come (clauses F1 to F6). The head is sent when the
 * handler waits for the first time; for HEAD it does not run.
 */
export function streamMessages(
  ctx: Context,
  contentType: string,
  frame: WireFrame,
  streaming: Streaming,
  toProducer: (channel: WireChannel) => WireProducer,
): StreamResponse {
  const send = async (): Promise<void> => {
    const channel = new WireChannel(ctx, frame, streaming)
    const { producer, heartbeat, failure } = toProducer(channel)
    if (!channel.watch(heartbeat)) return
    try {
      await produce(ctx, producer, () => channel.open())
      channel.finish()
    } catch (error) {
      if (!ctx.signal.aborted) channel.fail(error, failure)
      throw error
    }
  }
  return stream(send, {
    headers: { 'content-type': contentType },
    defaults: {
      'cache-control': 'no-cache, no-transform',
      // Asks nginx, and those who follow it, not to buffer.
      'x-accel-buffering': 'no',
    },
    settled: ctx.method === 'HEAD',
  })
}
