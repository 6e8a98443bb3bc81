import type { Context } from '../context/context.ts'
import type { Chunk } from '../contract/sink.ts'

/**
 * The second phase of a handler: writes the body. Either a function that writes to `ctx.writer`,
 * or one that returns (as a generator function does) the chunks to write.
 */
export type StreamBody = (ctx: Context) => void | Promise<void> | Iterable<Chunk> | AsyncIterable<Chunk>

/** Status and headers that are known when a stream is returned. */
export interface StreamInit {
  /** 200 by default. */
  readonly status?: number | undefined
  readonly headers?: Readonly<Record<string, string | number | readonly string[]>> | undefined
  /** Headers for which nothing was set before, by the handler or its middleware. */
  readonly defaults?: Readonly<Record<string, string>> | undefined
  /**
   * The head is complete: it is sent before the body runs, and for HEAD, 204, 205 and 304 the body
   * never runs (clause H6). `false` by default: the body may still set status and headers.
   */
  readonly settled?: boolean | undefined
}

/** What a handler returns: a head, as far as it is known, and the body that streams. Made by `stream`. */
export interface StreamResponse extends StreamInit {
  readonly body: StreamBody
}

/** A handler: reads the request, may await, may fail with a proper status, and returns a stream. */
export type StreamHandler = (ctx: Context) => StreamResponse | Promise<StreamResponse>

/**
 * Makes the response of a handler from its body.
 *
 * @example
 * const hello: StreamHandler = () =>
 *   stream(async (ctx) => {
 *     ctx.setHeader('content-type', 'text/plain')
 *     await ctx.writer.write('Hello')
 *   })
 * @example A generator: each chunk waits for room. When the client leaves, its `finally` runs as soon
 * as what it waits for settles: wait with `ctx.signal` or `ctx.until`, and that is at once.
 * stream(async function* () { yield 'one'; yield 'two' })
 */
export function stream(body: StreamBody, init: StreamInit = {}): StreamResponse {
  const { status, headers, defaults, settled } = init
  // Each by name: a spread took a tenth of what a request costs in core (`tooling/bench`, request: handler).
  return { body, status, headers, defaults, settled }
}
