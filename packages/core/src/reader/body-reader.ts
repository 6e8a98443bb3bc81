import {
  BodyAlreadyReadError,
  BodyTooLargeError,
  DeadlineExceededError,
  HttpError,
  WriterClosedError,
} from '../contract/errors.ts'
import type { ByteSource, RequestView } from '../contract/request.ts'
import { Deadline, type Instant } from '../deadline/deadline.ts'
import { handled, READY, rejected } from '../promise/deferred.ts'

/** How much `bytes`, `text` and `json` collect unless told otherwise. */
const DEFAULT_COLLECT_LIMIT = 1024 * 1024

/** Bound for collecting a whole body in memory. */
export interface CollectOptions {
  /** Most bytes to collect; 1 MiB by default. */
  readonly limit?: number
}

/** What the reader needs of the exchange it belongs to. */
export interface ReaderOwner {
  /** The stream cannot go on: tear it down and report `error`. */
  fail(error: unknown): void
  /** The error to reject with when the source failed because the client left. */
  disconnected(cause: unknown): unknown
}

/**
 * The body of a request: iterate over it for its bytes as they arrive, or collect it. Nothing is
 * read before it is asked for, so a slow handler slows the client down (clause R2). Can be read once.
 *
 * Every way of reading rejects with `BodyTooLargeError` (413) past the limit, `ClientDisconnectedError`
 * when the client leaves, `DeadlineExceededError` at the read deadline, `BodyAlreadyReadError` the
 * second time.
 */
export class BodyReader implements AsyncIterable<Uint8Array> {
  readonly #source: ByteSource
  readonly #owner: ReaderOwner
  readonly #limit: number
  readonly #declaredLength: number
  readonly #deadline: Deadline
  #taken = false
  #bytesRead = 0
  #stopped: { readonly reason: unknown } | undefined
  #rejectPending: ((reason: unknown) => void) | undefined

  /** @internal Made by the context. */
  constructor(source: ByteSource, owner: ReaderOwner, limit: number, declaredLength: number) {
    this.#source = source
    this.#owner = owner
    this.#limit = limit
    this.#declaredLength = declaredLength
    this.#deadline = new Deadline(() => owner.fail(new DeadlineExceededError('read')))
  }

  /**
   * From this instant on, a read that is blocked rejects and the connection is torn down, with a
   * 408 if nothing was sent yet (clause P4). `undefined` clears it.
   * @throws {InvalidArgumentError} when it is not a point in time
   */
  setReadDeadline(instant: Instant | undefined): void {
    this.#deadline.set(instant)
  }

  /** Iterates over the body as it arrives. Leaving the loop early leaves the rest unread. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    this.#take()
    let done = false
    const read = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
      const value = done ? undefined : await this.#read(this.#limit)
      if (value !== undefined) return { done: false, value }
      done = true
      return { done: true, value: undefined }
    }
    let last: Promise<unknown> = READY
    return {
      next: () => {
        // A source is read by one at a time, however many chunks are asked for at once.
        const next = handled(last.then(read, read))
        last = next
        return next
      },
      return: () => {
        done = true
        return Promise.resolve({ done: true, value: undefined })
      },
    }
  }

  /** The body as a WHATWG stream with backpressure. */
  stream(): ReadableStream<Uint8Array> {
    const chunks = this[Symbol.asyncIterator]()
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const { done, value } = await chunks.next()
          if (done === true) controller.close()
          else controller.enqueue(value)
        },
        cancel: () => this.#source.cancel(),
      },
      { highWaterMark: 0 },
    )
  }

  /** Collects the body, up to `limit` bytes. */
  bytes(options: CollectOptions = {}): Promise<Uint8Array> {
    return handled(this.#collect(Math.min(this.#limit, options.limit ?? DEFAULT_COLLECT_LIMIT)))
  }

  /** Collects the body as UTF-8 text, up to `limit` bytes. */
  text(options?: CollectOptions): Promise<string> {
    return handled(this.bytes(options).then((bytes) => new TextDecoder().decode(bytes)))
  }

  /**
   * Collects the body as JSON in UTF-8 (RFC 8259 section 8.1), up to `limit` bytes. Check what you
   * get: it is whatever the client sent. If a body parser was there before, what that has parsed.
   * @throws {HttpError} 400 when it is not JSON, or not UTF-8
   */
  json(options?: CollectOptions): Promise<unknown> {
    const { disturbed, parsed } = this.#source
    if (disturbed && parsed !== undefined && !this.#taken) {
      this.#taken = true
      return Promise.resolve(parsed.value)
    }
    return handled(this.bytes(options).then(parseJson))
  }

  /** @internal Nothing more can be read; a read that waits rejects with `reason`. */
  stop(reason: unknown): void {
    this.#stopped ??= { reason }
    this.#deadline.release()
    this.#rejectPending?.(reason ?? new WriterClosedError())
    this.#rejectPending = undefined
  }

  async #collect(limit: number): Promise<Uint8Array> {
    this.#take()
    const chunks: Uint8Array[] = []
    for (;;) {
      const chunk = await this.#read(limit)
      if (chunk === undefined) break
      chunks.push(chunk)
    }
    const body = new Uint8Array(this.#bytesRead)
    let offset = 0
    for (const chunk of chunks) {
      body.set(chunk, offset)
      offset += chunk.length
    }
    return body
  }

  #take(): void {
    if (this.#taken || this.#source.disturbed) throw new BodyAlreadyReadError()
    this.#taken = true
  }

  #read(limit: number): Promise<Uint8Array | undefined> {
    if (this.#stopped !== undefined) return rejected(this.#stopped.reason ?? new WriterClosedError())
    if (this.#declaredLength > limit) return this.#tooLarge(limit)
    return handled(
      new Promise((resolve, reject) => {
        this.#rejectPending = reject
        this.#deadline.hold()
        this.#source.read().then(
          (chunk) => {
            this.#settled()
            this.#bytesRead += chunk?.length ?? 0
            resolve(this.#bytesRead > limit ? this.#tooLarge(limit) : chunk)
          },
          (cause: unknown) => {
            this.#settled()
            reject(this.#owner.disconnected(cause))
          },
        )
      }),
    )
  }

  #settled(): void {
    this.#deadline.release()
    this.#rejectPending = undefined
  }

  #tooLarge(limit: number): Promise<never> {
    this.#source.cancel()
    return rejected(new BodyTooLargeError(limit))
  }
}

/** The reader of a request's body; `limit` is in bytes, none if `undefined`. */
export function readerOf(request: RequestView, owner: ReaderOwner, limit: number | undefined): BodyReader {
  const declared = Number(request.header('content-length') ?? 0)
  return new BodyReader(request.body, owner, limit ?? Number.POSITIVE_INFINITY, declared)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    const format = cause instanceof SyntaxError ? 'JSON' : 'UTF-8'
    throw new HttpError(400, 'Bad Request', { detail: `The request body is not valid ${format}.`, cause })
  }
}
