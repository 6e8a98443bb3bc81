import type { ResponseHead } from '../contract/head.ts'
import type { ByteSink, Chunk, SinkListener } from '../contract/sink.ts'
import { PullQueue } from '../writer/pull-queue.ts'
import type { FetchPeer } from './fetch-peer.ts'
import { LiveStream } from './live-stream.ts'
import { nextTurn } from '../writer/turns.ts'

/** Gives the runtime head and body, `null` for none; called once, when the head is settled. */
export type Answer = (head: ResponseHead, body: ReadableStream<Uint8Array> | null) => void

/** Feeds the body of a `Response`, at the pace at which the runtime takes it. */
export class FetchSink implements ByteSink {
  readonly #answer: Answer
  readonly #peer: FetchPeer | undefined
  readonly #queue: PullQueue
  #listener: SinkListener | undefined
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
    if (!head.hasBody) return this.#answer(head, null)
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
    this.#answer(head, new LiveStream(source, (error) => this.#listener?.gone(error)))
  }

  write(chunk: Chunk): boolean {
    return this.#queue.write(chunk)
  }

  flush(done: () => void): boolean {
    const handOver = (): boolean => this.#peer?.handOver(done) ?? true
    const taken = this.#queue.whenTaken(() => {
      if (handOver()) done()
    })
    return taken && handOver()
  }

  end(last: Chunk | undefined, done: () => void, lastOnConnection: boolean): void {
    if (last !== undefined) this.#queue.write(last)
    // A server that can be watched says itself when the last bytes are on their way.
    this.#peer?.onceFinished(lastOnConnection, done)
    const close = (): void => {
      if (!this.#closed) this.#controller?.close()
      this.#closed = true
      if (this.#peer === undefined) done()
    }
    if (this.#controller === undefined || this.#queue.whenTaken(close)) close()
  }

  abort(reason: unknown, lastOnConnection: boolean): void {
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

  #error(): void {
    // Runtimes may show this error to the client, so it says nothing of the cause, unless all of it stays in memory.
    if (!this.#closed) this.#controller?.error(new Error('The stream was cut off.', this.#cause))
    this.#closed = true
  }
}
