import type { ResponseHead } from '../contract/head.ts'
import type { ByteSink, Chunk, SinkListener } from '../contract/sink.ts'
import { PullQueue } from '../writer/pull-queue.ts'
import { nextTurn } from '../turn/turns.ts'
import type { FetchPeer } from './fetch-peer.ts'
import { LiveStream } from './live-stream.ts'

/**
 * Takes the head, once it is settled; throws if the runtime does not take it. What it returns is called
 * once, in the same turn, with the body: `null` for none, and one that is complete as it is.
 */
export type Answer = (head: ResponseHead) => (body: AnswerBody) => void

/** The body of a `Response`. */
export type AnswerBody = ReadableStream<Uint8Array> | string | Uint8Array<ArrayBuffer> | null

/** Feeds the body of a `Response`, at the pace at which the runtime takes it. */
export class FetchSink implements ByteSink {
  /** Until it has the head. */
  #answer: Answer | undefined
  readonly #peer: FetchPeer | undefined
  readonly #queue: PullQueue
  #listener: SinkListener | undefined
  /** Waits for the body, once it has the head. */
  #respond: ((body: AnswerBody) => void) | undefined
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined
  #closed = false
  readonly #tellsCause: boolean
  #cause: { readonly cause: unknown } | undefined

  /** @param tellsCause whether whoever reads the body may see what cut it off */
  constructor(answer: Answer, peer: FetchPeer | undefined, tellsCause: boolean) {
    this.#answer = answer
    this.#peer = peer
    this.#tellsCause = tellsCause
    this.#queue = new PullQueue({
      deliver: (bytes) => this.#controller?.enqueue(bytes),
      room: () => this.#listener?.room(),
    })
  }

  listen(listener: SinkListener): void {
    this.#listener = listener
  }

  open(head: ResponseHead): void {
    const respond = this.#answer?.(head)
    this.#answer = undefined
    if (head.hasBody) this.#respond = respond
    else respond?.(null)
  }

  write(chunk: Chunk): boolean {
    this.#startStream()
    return this.#queue.write(chunk)
  }

  flush(done: () => void): boolean {
    this.#startStream()
    const handOver = (): boolean => this.#peer?.handOver(done) ?? true
    const taken = this.#queue.whenTaken(() => {
      if (handOver()) done()
    })
    return taken && handOver()
  }

  end(last: Chunk | undefined, done: () => void, lastOnConnection: boolean): void {
    // A server that can be watched says itself when the last bytes are on their way.
    this.#peer?.onceFinished(lastOnConnection, done)
    const finished = (): void => {
      if (this.#peer === undefined) done()
    }
    const respond = this.#respond
    if (respond !== undefined) {
      // Servers send a body that is there at once, head and all; a stream costs them more (`tooling/bench`, short-tick).
      this.#respond = undefined
      respond(whole(last))
      return finished()
    }
    if (last !== undefined) this.#queue.write(last)
    const close = (): void => {
      if (!this.#closed) this.#controller?.close()
      this.#closed = true
      finished()
    }
    if (this.#controller === undefined || this.#queue.whenTaken(close)) close()
  }

  abort(reason: unknown, lastOnConnection: boolean): void {
    this.#startStream()
    if (this.#tellsCause) this.#cause = { cause: reason }
    this.#peer?.cutOff(lastOnConnection)
    this.release()
  }

  release(): void {
    this.#queue.clear()
    if (this.#peer === undefined) this.#error()
    // A server that can be watched cancels the stream when the connection closes; whoever else reads it is told.
    else this.#peer.onClose(() => nextTurn(() => this.#error()))
  }

  /** Answers with a body that is still to be written, if that was not done. */
  #startStream(): void {
    const respond = this.#respond
    if (respond === undefined) return
    this.#respond = undefined
    const source: UnderlyingDefaultSource<Uint8Array> = {
      start: (controller) => {
        this.#controller = controller
      },
      pull: () => {
        if (!this.#closed) this.#queue.pull()
      },
      cancel: (reason) => {
        this.#closed = true
        this.#listener?.gone(reason)
      },
    }
    this.#peer?.join()
    respond(new LiveStream(source, (error) => this.#listener?.gone(error)))
  }

  #error(): void {
    // Runtimes may show this error to the client, so it says nothing of the cause, unless all of it stays in memory.
    if (!this.#closed) this.#controller?.error(new Error('The stream was cut off.', this.#cause))
    this.#closed = true
  }
}

/** A body that is complete, as a `Response` takes it: it refuses memory that threads share. */
function whole(body: Chunk | undefined): string | Uint8Array<ArrayBuffer> {
  if (body === undefined) return ''
  return typeof body === 'string' || isOwn(body) ? body : new Uint8Array(body)
}

function isOwn(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
}
