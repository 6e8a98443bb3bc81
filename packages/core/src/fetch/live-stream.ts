import { NotSupportedError } from '../contract/errors.ts'

/**
 * A body that is still being written: `Response.body` as middleware gets to see it. It can be read
 * once, because a copy would have to hold in memory what one reader has taken and the other has not.
 */
export class LiveStream extends ReadableStream<Uint8Array> {
  readonly #refuse: (error: Error) => void

  constructor(source: UnderlyingDefaultSource<Uint8Array>, refuse: (error: Error) => void) {
    // Nothing is kept here: bytes are handed on when they are asked for, so taking them is noticed.
    super(source, { highWaterMark: 0 })
    this.#refuse = refuse
  }

  /**
   * Refuses what `response.clone()` asks for, and ends the stream: a middleware that computes an
   * ETag or caches would otherwise read it to an end that may never come, with nothing sent.
   * @throws {NotSupportedError} always
   */
  override tee(): never {
    const error = new NotSupportedError(
      'A live stream cannot be cloned: set the ETag yourself, or mount the middleware that clones responses (etag, cache) beside the streaming routes.',
    )
    this.#refuse(error)
    throw error
  }

  /**
   * Pipes one chunk at a time. Some transforms, Node's `CompressionStream` among them, count chunks
   * where they should count bytes, and would take a gibibyte from a stalled client's stream (clause P1).
   */
  override pipeThrough<T>(
    transform: ReadableWritablePair<T, Uint8Array>,
    options?: StreamPipeOptions,
  ): ReadableStream<T> {
    if (options !== undefined) return super.pipeThrough(transform, options)
    void pipe(this.getReader(), transform.writable.getWriter())
    return transform.readable
  }
}

async function pipe(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  writer: WritableStreamDefaultWriter<Uint8Array>,
): Promise<void> {
  // The consumer may leave while nothing is being written.
  writer.closed.catch((error: unknown) => reader.cancel(error)).catch(() => {})
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      await writer.write(value)
    }
    await writer.close()
  } catch (error) {
    // Whichever side failed, the other is told; the side that failed knows already.
    await Promise.allSettled([reader.cancel(error), writer.abort(error)])
  }
}
