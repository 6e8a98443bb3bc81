import type { ByteSink, Chunk, ResponseHead, SinkListener } from '@sluice/core'
import { asHttp1, type NodeResponse } from './native.ts'
import { abortResponse, applyHead, flushHead, onceFinished, pushThrough } from './response.ts'

/** Writes straight to a Node response, through whatever middleware has put in front of it. */
export class ResponseSink implements ByteSink {
  readonly #res: NodeResponse
  #listener: SinkListener | undefined
  #full = false
  /** Who says that there is room again: the response, or a compressor that a middleware put in front of it. */
  #drainSource: object | undefined
  #waiting: (() => void)[] = []

  constructor(res: NodeResponse) {
    this.#res = res
  }

  listen(listener: SinkListener): void {
    this.#listener = listener
  }

  open(head: ResponseHead): void {
    // Something else, a timeout middleware say, has answered while the handler was thinking.
    if (this.#res.headersSent) this.#listener?.gone(new Error('The response was sent by something else.'))
    else applyHead(this.#res, head)
  }

  write(chunk: Chunk): boolean {
    if (asHttp1(this.#res).write(chunk)) return true
    this.#full = true
    this.#listenForDrain()
    return false
  }

  flush(done: () => void): boolean {
    flushHead(this.#res)
    if (this.#full) {
      this.#waiting.push(() => {
        if (this.flush(done)) done()
      })
      return false
    }
    return pushThrough(this.#res, this.#listenForDrain(), done)
  }

  end(done: () => void, lastOnConnection: boolean): void {
    onceFinished(this.#res, lastOnConnection, done)
    this.#res.end()
  }

  abort(_reason: unknown, lastOnConnection: boolean): void {
    abortResponse(this.#res, lastOnConnection)
  }

  release(): void {
    this.#waiting = []
  }

  defer(task: () => void): void {
    process.nextTick(task)
  }

  yield(task: () => void): void {
    setImmediate(task)
  }

  /** To be called when the head is sent: only then is a compressor in place, and `on` returns it. */
  #listenForDrain(): object {
    this.#drainSource ??= this.#res.on('drain', this.#onDrain)
    return this.#drainSource
  }

  readonly #onDrain = (): void => {
    this.#full = false
    const waiting = this.#waiting
    this.#waiting = []
    for (const done of waiting) done()
    this.#listener?.room()
  }
}
