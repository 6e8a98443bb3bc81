import type { ByteSink, Chunk, ResponseHead, SinkListener } from '@sluice/core'
import { asHttp1, type NodeResponse } from './native.ts'
import { abortResponse, applyHead, flushHead, handOver, onceFinished } from './response.ts'

/** Writes straight to a Node response, through whatever middleware has put in front of it. */
export class ResponseSink implements ByteSink {
  readonly #res: NodeResponse
  #listener: SinkListener | undefined
  #full = false
  #listensForDrain = false
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
    if (!this.#listensForDrain) {
      this.#listensForDrain = true
      this.#res.on('drain', this.#onDrain)
    }
    return false
  }

  flush(done: () => void): boolean {
    const res = this.#res
    flushHead(res)
    // Added by the `compression` middleware: pushes out what the compressor holds.
    if ('flush' in res && typeof res.flush === 'function') res.flush()
    if (this.#full && Object.hasOwn(res, 'write')) {
      this.#waiting.push(done)
      return false
    }
    return handOver(res, done)
  }

  end(done: () => void, lastOnConnection: boolean): void {
    onceFinished(this.#res, lastOnConnection, done)
    this.#res.end()
  }

  abort(): void {
    abortResponse(this.#res)
  }

  defer(task: () => void): void {
    process.nextTick(task)
  }

  yield(task: () => void): void {
    setImmediate(task)
  }

  readonly #onDrain = (): void => {
    this.#full = false
    const waiting = this.#waiting
    this.#waiting = []
    for (const done of waiting) done()
    this.#listener?.room()
  }
}
