import type { Readable } from 'node:stream'
import type { ByteSink, Chunk, ResponseHead, SinkListener } from '@sluice/core'
import { lendFrame } from './chunk-frames.ts'
import type { NodeResponse } from './native.ts'
import { PipedBody } from './piped-body.ts'
import { abortResponse, onceFinished } from './response.ts'

/**
 * What a framework is given as a body: a stream, or the text or bytes of a response that is complete
 * already, which costs a framework much less to send (`tooling/bench`, short-tick).
 */
export type AnswerBody = Readable | Buffer | string

/** Gives the framework head and body; called once, when the head is settled. */
export type Answer = (head: ResponseHead, body: AnswerBody) => void

/**
 * For frameworks that take a body and send it to the response themselves, so that their middleware
 * (compression, say) can put itself in between.
 */
export class ReadableSink implements ByteSink {
  readonly #res: NodeResponse
  /** Until it was called, because it keeps whoever waits for the answer. */
  #answer: Answer | undefined
  #listener: SinkListener | undefined
  /** Until the framework has it. */
  #head: ResponseHead | undefined
  #body: PipedBody | undefined

  constructor(res: NodeResponse, answer: Answer) {
    this.#res = res
    this.#answer = answer
  }

  listen(listener: SinkListener): void {
    this.#listener = listener
  }

  open(head: ResponseHead): void {
    // Something else, a timeout middleware say, has answered while the handler was thinking.
    if (this.#res.headersSent) this.#listener?.gone(new Error('The response was sent by something else.'))
    else this.#head = head
  }

  write(chunk: Chunk): boolean {
    return this.#stream().write(chunk)
  }

  frame(size: number): Uint8Array {
    return lendFrame(size)
  }

  flush(done: () => void): boolean {
    return this.#stream().flush(done)
  }

  end(last: Chunk | undefined, done: () => void, lastOnConnection: boolean): void {
    const head = this.#head
    if (last === undefined || head?.hasBody !== true) {
      return this.#stream().end(last, done, lastOnConnection)
    }
    this.#head = undefined
    onceFinished(this.#res, lastOnConnection, done)
    this.#give(head, typeof last === 'string' ? last : asBuffer(last))
  }

  abort(_reason: unknown, lastOnConnection: boolean): void {
    abortResponse(this.#res, lastOnConnection, this.#res.hasHeader('content-length'))
    this.release()
  }

  release(): void {
    this.#body?.release()
  }

  #give(head: ResponseHead, body: AnswerBody): void {
    const answer = this.#answer
    this.#answer = undefined
    answer?.(head, body)
  }

  /** The body as a stream, which the framework is given if it has none yet. */
  #stream(): PipedBody {
    if (this.#body === undefined) {
      const listener = this.#listener
      const head = this.#head
      if (listener === undefined || head === undefined) throw new Error('The sink is not open.')
      this.#head = undefined
      this.#body = new PipedBody(this.#res, listener)
      this.#give(head, this.#body.readable)
    }
    return this.#body
  }
}

/** Frameworks tell bytes by Node's own class; any other object would be sent as JSON. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
