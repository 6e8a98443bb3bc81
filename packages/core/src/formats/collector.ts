import type { Context } from '../context/context.ts'
import { HttpError, WriterClosedError } from '../contract/errors.ts'
import { READY, rejected } from '../promise/deferred.ts'
import type { MessageChannel } from './wire-channel.ts'

/** Collects the messages of a stream, each a JSON text, for a client that wants them all at once: so many and no more. */
export class Collector implements MessageChannel {
  readonly #ctx: Context
  readonly #limit: number
  #length = 0
  #finished = false
  readonly texts: string[] = []

  constructor(ctx: Context, limit: number) {
    this.#ctx = ctx
    this.#limit = limit
  }

  /** The handler is done: nothing more is taken. */
  finish(): void {
    this.#finished = true
  }

  write(text: string): Promise<void> {
    if (this.#finished) return rejected(new WriterClosedError())
    if (this.#ctx.signal.aborted) return rejected(this.#ctx.signal.reason)
    if (text === '') return READY
    this.#length += text.length
    if (this.#length > this.#limit) {
      const error = new HttpError(413, 'Content Too Large', {
        detail: `The answer is longer than the ${this.#limit} characters that are collected: ask for it as a stream, for example with Accept: application/jsonl.`,
      })
      // A handler that does not await must be stopped too.
      this.#ctx.writer.abort(error)
      return rejected(error)
    }
    this.texts.push(text)
    return READY
  }

  /** All of them as one JSON array. */
  get json(): string {
    return `[${this.texts.join(',')}]`
  }
}
