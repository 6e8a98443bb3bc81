import { LiveReader } from './live-reader.ts'
import { LiveStream, pipeOneByOne, refuseToClone } from './live-stream.ts'

/** Where a live body comes from. */
export interface LiveSource {
  /** The consumer asks for bytes; `deliver`, `close` or `error` answers, now or later. */
  readonly pull: () => void
  /** The consumer wants no more. */
  readonly cancel: (reason: unknown) => void
  /** Someone tried to copy the stream, which ends it. */
  readonly refuse: (error: Error) => void
}

/**
 * A body that is still being written. To a consumer that only takes a reader, as servers do, it is a
 * stream of two small objects; the runtime's own, with a few kilobytes of queues and promises, is made
 * once anything else is asked for (`tooling/bench`, idle-10k and short-spread). It passes for a
 * `ReadableStream` wherever that is told by its prototype or by its methods, as in Node's `Response`; not
 * where the inside of one is needed: `Readable.fromWeb`, `structuredClone`.
 */
export class LiveBody implements ReadableStream<Uint8Array> {
  readonly #source: LiveSource
  /** The runtime's own, once it was needed. */
  #stream: LiveStream | undefined
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined
  /** How it ended. */
  #end: { readonly error?: unknown } | undefined
  #reader: LiveReader | undefined
  #disturbed = false
  /** What was asked for by a reader that has let go. */
  #held: Uint8Array[] = []

  constructor(source: LiveSource) {
    this.#source = source
  }

  // For who writes it.

  /** Gives the consumer what it has asked for. */
  deliver(bytes: Uint8Array): void {
    if (this.#controller !== undefined) this.#controller.enqueue(bytes)
    else if (this.#reader?.take(bytes) !== true) this.#held.push(bytes)
  }

  /** Ends it properly. */
  close(): void {
    this.#end = {}
    this.#controller?.close()
    this.#reader?.end(this.#end)
  }

  /** Ends it so that the consumer can tell. */
  error(error: unknown): void {
    this.#end = { error }
    this.#held = []
    this.#controller?.error(error)
    this.#reader?.end(this.#end)
  }

  /** The runtime's own stream, which takes over. */
  get stream(): LiveStream {
    if (this.#reader !== undefined) throw new TypeError('The stream is locked to a reader.')
    if (this.#stream === undefined) {
      this.#stream = this.#makeStream()
      // Whoever asks for it is to use it.
      this.#disturbed = true
    }
    return this.#stream
  }

  // For its reader.

  /** The next bytes that are there already; else they are asked for, unless the stream has ended. */
  next(): Uint8Array | { readonly error?: unknown } | undefined {
    this.#disturbed = true
    const bytes = this.#held.shift()
    if (bytes !== undefined) return bytes
    if (this.#end === undefined) this.#source.pull()
    return this.#end
  }

  /** How it ended, if it has. */
  get ended(): { readonly error?: unknown } | undefined {
    return this.#held.length > 0 ? undefined : this.#end
  }

  /** The reader wants no more. */
  leave(reason: unknown): void {
    this.#disturbed = true
    this.#held = []
    if (this.#end !== undefined) return
    this.#end = {}
    this.#reader?.end(this.#end)
    this.#source.cancel(reason)
  }

  /** The reader lets go. */
  unlock(): void {
    this.#reader = undefined
  }

  // For the consumer.

  get locked(): boolean {
    return this.#reader !== undefined || this.#stream?.locked === true
  }

  getReader(options: { mode: 'byob' }): ReadableStreamBYOBReader
  getReader(): ReadableStreamDefaultReader<Uint8Array>
  getReader(options?: ReadableStreamGetReaderOptions): ReadableStreamReader<Uint8Array>
  getReader(options?: ReadableStreamGetReaderOptions): ReadableStreamReader<Uint8Array> {
    if (this.#stream !== undefined || options?.mode !== undefined) return this.stream.getReader(options)
    if (this.#reader !== undefined) throw new TypeError('The stream is locked to a reader.')
    this.#reader = new LiveReader(this)
    return this.#reader
  }

  async cancel(reason?: unknown): Promise<void> {
    return this.stream.cancel(reason)
  }

  async pipeTo(destination: WritableStream<Uint8Array>, options?: StreamPipeOptions): Promise<void> {
    return this.stream.pipeTo(destination, options)
  }

  pipeThrough<T>(
    transform: ReadableWritablePair<T, Uint8Array>,
    options?: StreamPipeOptions,
  ): ReadableStream<T> {
    if (options !== undefined) return this.stream.pipeThrough(transform, options)
    return pipeOneByOne(this, transform)
  }

  tee(): never {
    return refuseToClone(this.#source.refuse)
  }

  values(options?: ReadableStreamIteratorOptions): ReadableStreamAsyncIterator<Uint8Array> {
    return this.stream.values(options)
  }

  [Symbol.asyncIterator](options?: ReadableStreamIteratorOptions): ReadableStreamAsyncIterator<Uint8Array> {
    return this.stream.values(options)
  }

  /** Whether something was read, or refused. */
  get disturbed(): boolean {
    return this.#disturbed
  }

  #makeStream(): LiveStream {
    const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      this.#controller = controller
      for (const bytes of this.#held) controller.enqueue(bytes)
      this.#held = []
      if (this.#end === undefined) return
      if ('error' in this.#end) controller.error(this.#end.error)
      else controller.close()
    }
    const { pull, cancel, refuse } = this.#source
    return new LiveStream({ start, pull, cancel }, refuse)
  }
}

// What tells a stream by its prototype takes it for one.
Object.setPrototypeOf(LiveBody.prototype, ReadableStream.prototype)

/** What Node asks of any stream, its own or not (`stream.isDisturbed` and the like), under names for all. */
const asked: Readonly<Record<string, (body: LiveBody) => unknown>> = {
  'nodejs.stream.disturbed': (body) => body.disturbed,
  'nodejs.stream.errored': (body) => body.ended !== undefined && 'error' in body.ended,
  'nodejs.stream.readable': (body) => body.ended === undefined,
  'nodejs.util.inspect.custom': (body) => () => `ReadableStream { live, locked: ${body.locked} }`,
}
for (const [name, answer] of Object.entries(asked)) {
  Object.defineProperty(LiveBody.prototype, Symbol.for(name), {
    get(this: LiveBody) {
      return answer(this)
    },
  })
}
