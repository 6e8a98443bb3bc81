import { Readable } from 'node:stream'
import { type ByteSink, type Chunk, PullQueue, type ResponseHead, type SinkListener } from '@sluice/core'
import type { NodeResponse } from './native.ts'
import { abortResponse, flushHead, onceFinished, pushThrough } from './response.ts'

/** Gives the framework head and body; called once, when the head is settled. */
export type Answer = (head: ResponseHead, body: Readable) => void

/**
 * For frameworks that take a `Readable` and pipe it to the response themselves, so that their
 * middleware (compression, say) can put itself in between. What they pipe in the end is noticed
 * through the response's `pipe` event.
 */
export class ReadableSink implements ByteSink {
  readonly #res: NodeResponse
  readonly #answer: Answer
  readonly #queue: PullQueue
  readonly #body: Readable
  #listener: SinkListener | undefined
  /** What is piped to the response: our body, or the last transform after it. */
  #piped: object | undefined

  constructor(res: NodeResponse, answer: Answer) {
    this.#res = res
    this.#answer = answer
    this.#queue = new PullQueue({
      deliver: (bytes) => this.#body.push(bytes),
      room: () => this.#listener?.room(),
    })
    // Nothing is kept in the Readable: it asks again only when it has passed everything on.
    this.#body = new Readable({ highWaterMark: 0, read: () => this.#queue.pull() })
  }

  listen(listener: SinkListener): void {
    this.#listener = listener
  }

  open(head: ResponseHead): void {
    this.#res.once('pipe', (source: object) => {
      this.#piped = source
      // With no bytes to carry it, the head would wait for the first (clause H1).
      setImmediate(() => flushHead(this.#res))
    })
    this.#answer(head, this.#body)
  }

  write(chunk: Chunk): boolean {
    return this.#queue.write(chunk)
  }

  flush(done: () => void): boolean {
    const taken = this.#queue.whenTaken(() => {
      if (pushThrough(this.#res, this.#piped, done)) done()
    })
    return taken && pushThrough(this.#res, this.#piped, done)
  }

  end(last: Chunk | undefined, done: () => void, lastOnConnection: boolean): void {
    if (last !== undefined) this.#queue.write(last)
    onceFinished(this.#res, lastOnConnection, done)
    const end = (): void => void this.#body.push(null)
    if (this.#queue.whenTaken(end)) end()
  }

  abort(_reason: unknown, lastOnConnection: boolean): void {
    abortResponse(this.#res, lastOnConnection, this.#res.hasHeader('content-length'))
    this.release()
  }

  release(): void {
    this.#queue.clear()
    this.#body.destroy()
  }
}
