import { NotSupportedError } from '@sluice/core'

/**
 * A body that is still being written. It can be read once: a copy of it would have to hold, in
 * memory, everything that one reader has taken and the other has not.
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
}
