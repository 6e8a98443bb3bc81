import { Readable } from 'node:stream'
import { type Chunk, PullQueue, type SinkListener } from '@sluice/core'
import { asHttp1, type NodeResponse } from './native.ts'
import { flushHead, onceFinished, pushThrough } from './response.ts'
import { ResponseSink } from './response-sink.ts'

/**
 * A body as a `Readable` that someone else pipes to the response. If they put nothing in between, the
 * chunks go past it, straight to the response: a pipe costs four socket writes and a task for each of
 * them (`tooling/bench`: one-client, tokens-500). The Readable then only carries the end.
 */
export class PipedBody {
  readonly #res: NodeResponse
  readonly #listener: SinkListener
  readonly #queue: PullQueue
  /** Our own body was piped to the response, and nothing is to flow through it. */
  #bypassed = false
  /** A tick after that. */
  #direct: ResponseSink | undefined
  /** Whether the direct way has room; once it has not, it says itself when it has again. */
  #room = true
  /** What is piped to the response in place of our body: the last transform after it. */
  #transform: object | undefined
  /** What the framework pipes. */
  readonly readable: Readable

  constructor(res: NodeResponse, listener: SinkListener) {
    this.#res = res
    this.#listener = listener
    this.#queue = new PullQueue({
      deliver: (bytes) => this.#deliver(bytes),
      room: () => {
        if (this.#direct === undefined) listener.room()
      },
    })
    this.readable = new PulledReadable(() => {
      if (!this.#bypassed) this.#queue.pull()
    })
    res.once('pipe', (source: object) => this.#piped(source))
  }

  /** `false` asks to hold back until there is room. */
  write(chunk: Chunk): boolean {
    return this.#direct === undefined ? this.#queue.write(chunk) : this.#direct.write(chunk)
  }

  /** As `ByteSink.flush`. */
  flush(done: () => void): boolean {
    if (this.#direct !== undefined) return this.#direct.flush(done)
    const taken = this.#queue.whenTaken(() => {
      if (this.#flushTaken(done)) done()
    })
    return taken && this.#flushTaken(done)
  }

  /** As `ByteSink.end`. */
  end(last: Chunk | undefined, done: () => void, lastOnConnection: boolean): void {
    if (this.#direct !== undefined) {
      this.#endReadable()
      return this.#direct.end(last, done, lastOnConnection)
    }
    // Now, because a response without a body ends without a pipe.
    onceFinished(this.#res, lastOnConnection, done)
    if (last !== undefined) this.#queue.write(last)
    const end = (): void => {
      this.#endReadable()
      if (this.#direct !== undefined) asHttp1(this.#res).end()
    }
    if (this.#queue.whenTaken(end)) end()
  }

  /** Frees what it holds. */
  release(): void {
    this.#queue.clear()
    this.#direct?.release()
    this.readable.destroy()
  }

  #piped(source: object): void {
    if (source === this.readable && this.#isUnread()) {
      this.#bypassed = true
      // Who pipes has more to set up.
      process.nextTick(() => this.#goDirect())
      return
    }
    this.#transform = source
    // With no bytes to carry it, the head would wait for the first (clause H1).
    setImmediate(() => flushHead(this.#res))
  }

  /** Whether nobody but the pipe, which listens already, has read of our body or is about to. */
  #isUnread(): boolean {
    const { readable } = this
    if (readable.listenerCount('data') > 1 || readable.listenerCount('readable') > 0) return false
    return readable.readableLength === 0 && !readable.readableDidRead
  }

  /** Before anything has flowed. */
  #goDirect(): void {
    if (this.readable.destroyed) return
    // What a pipe listens with is more than a kilobyte (`tooling/bench`: idle-10k).
    this.readable.unpipe(asHttp1(this.#res))
    this.#direct = new ResponseSink(this.#res)
    this.#direct.listen(this.#listener)
    // For all bytes that wait, before any that is written from now on; then for a flush or the end behind them.
    while (!this.#queue.empty) this.#queue.pull()
    this.#queue.pull()
    if (this.#room) this.#listener.room()
  }

  #deliver(bytes: Uint8Array): void {
    if (this.#direct === undefined) this.readable.push(bytes)
    else this.#room = this.#direct.write(bytes)
  }

  #flushTaken(done: () => void): boolean {
    return this.#direct === undefined
      ? pushThrough(this.#res, this.#transform, done)
      : this.#direct.flush(done)
  }

  /** Comes before the end of the response, so that nobody takes it for one that was cut off. */
  #endReadable(): void {
    this.readable.push(null)
    // Nobody pulls at it any more.
    if (this.#direct !== undefined) this.readable.read(0)
  }
}

/** Nothing is kept in it: it asks again only when it has passed everything on. */
class PulledReadable extends Readable {
  readonly #pull: () => void

  constructor(pull: () => void) {
    super({ highWaterMark: 0 })
    this.#pull = pull
  }

  override _read(): void {
    this.#pull()
  }
}
