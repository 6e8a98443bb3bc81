import type { Context } from '../context/context.ts'
import { type BodyWatcher, internalsOf } from '../exchange/exchange-context.ts'
import type { OverListener } from '../exchange/lifetime.ts'
import { READY } from '../promise/deferred.ts'
import { timeOfTurn } from '../turn/turn-clock.ts'
import { watchForEarlyEnd } from './early-end.ts'
import { checkReturned } from './produce.ts'
import type { Streaming } from './streaming-options.ts'

/** Where encoded messages go. */
export interface MessageChannel {
  /** Settles as `writer.write` does. */
  write(text: string): Promise<void>
}

/** How the messages of a stream are written, beside each message itself. */
export interface WireFormat {
  /** The `content-type` header. */
  readonly contentType: string
  /** In front of the first message. */
  readonly start: string
  /** Behind the last, however the stream ends as long as it ends properly. */
  readonly end: string
  /** Says that the handler has come to its end: in front of `end`, and not when the server ends the stream early. */
  readonly terminator: string
  /** The last message of a stream that fails; empty where the format has no place for one. */
  failure(error: unknown): string
}

/** What is done after a silence. */
export interface Heartbeat {
  /** Milliseconds. */
  readonly every: number
  beat(channel: MessageChannel): void
}

/**
 * Sends the messages of a stream as they come, and does what its silences need: a heartbeat, a
 * deadline for each message, a maximum lifetime. Its timers end with the exchange.
 */
export class WireChannel implements MessageChannel, OverListener, BodyWatcher {
  readonly #ctx: Context
  readonly #format: WireFormat
  readonly #streaming: Streaming
  #started = false
  #held = false
  /** When the silence began, by a clock that nobody sets. */
  #lastWrite = 0
  /** A write waits for room: its deadline stands, and nothing is added only to break the silence. */
  #blocked = false
  #isOver = false
  #heartbeat: Heartbeat | undefined
  #beatTimer: ReturnType<typeof setTimeout> | undefined

  constructor(ctx: Context, format: WireFormat, streaming: Streaming) {
    this.#ctx = ctx
    this.#format = format
    this.#streaming = streaming
  }

  write(text: string): Promise<void> {
    if (!this.#started) return this.#write(this.#begin() + text)
    return this.#write(text)
  }

  /** The head is not to be sent before the first message. */
  hold(): void {
    this.#held = true
  }

  /** Sends the head, and what stands in front of the first message, unless the handler fails at once. */
  waits(): void {
    if (!this.#held && !this.#ctx.headersSent) queueMicrotask(() => this.#open())
  }

  #open(): void {
    if (this.#held || this.#isOver || this.#ctx.headersSent) return
    const start = this.#begin()
    if (start === '') this.#ctx.commit()
    else void this.#write(start)
  }

  /** Starts the clocks: the handler runs from here on, or not at all if the stream was ended already: `false`. */
  watch(heartbeat: Heartbeat | undefined): boolean {
    this.#heartbeat = heartbeat
    if (heartbeat !== undefined) {
      this.#lastWrite = performance.now()
      this.#armHeartbeat(heartbeat.every)
    }
    const internals = internalsOf(this.#ctx)
    const { writeTimeout } = this.#streaming
    if (writeTimeout !== undefined) internals.setWriteTimeout(writeTimeout)
    internals.onOver(this)
    internals.watcher = this
    return watchForEarlyEnd(this.#ctx, this.#streaming, (reason) => {
      if (this.#isOver) return
      this.#close(this.#format.end)
      internals.endEarly(reason)
    })
  }

  /** The handler is done: sends what stands behind the last message, and ends the stream, so that nothing gets in behind that. */
  ended(value: unknown): void {
    checkReturned(value)
    if (this.#isOver) return
    const { terminator, end } = this.#format
    this.#close(terminator + end)
    void this.#ctx.writer.close()
  }

  /** The handler has failed: sends a last message about it, if there is one to send and anyone to read it. */
  failed(error: unknown): void {
    if (this.#isOver || !this.#ctx.headersSent) return
    this.#close(this.#lastWords(error))
    this.#ctx.writer.abort(error)
  }

  /** What an `HttpError` has to say may be nothing that JSON can: then that is what is said, and reported. */
  #lastWords(error: unknown): string {
    try {
      return this.#format.failure(error)
    } catch (unspeakable) {
      internalsOf(this.#ctx).report(unspeakable)
      return this.#format.failure(unspeakable)
    }
  }

  #close(text: string): void {
    this.over()
    void this.write(text)
  }

  #begin(): string {
    this.#started = true
    return this.#format.start
  }

  #write(text: string): Promise<void> {
    const { writer } = this.#ctx
    // Nothing, where the format has no place for what was sent, breaks no silence.
    if (text !== '' && this.#heartbeat !== undefined) this.#lastWrite = timeOfTurn()
    const written = writer.write(text)
    if (written !== READY && !this.#blocked) {
      this.#blocked = true
      const unblock = (): void => {
        this.#blocked = false
      }
      written.then(unblock, unblock)
    }
    return written
  }

  #armHeartbeat(delay: number): void {
    this.#beatTimer = setTimeout(onSilence, delay, this)
  }

  /** Nothing was sent for a while, as far as the timer knows. */
  onSilence(): void {
    const heartbeat = this.#heartbeat
    if (heartbeat === undefined || this.#isOver) return
    const left = this.#lastWrite + heartbeat.every - performance.now()
    if (left > 0) return this.#armHeartbeat(left)
    this.#armHeartbeat(heartbeat.every)
    if (!this.#blocked) heartbeat.beat(this)
  }

  over(): void {
    this.#isOver = true
    clearTimeout(this.#beatTimer)
  }
}

/** One function for all timers, where a closure each would stay as long as its stream. */
function onSilence(channel: WireChannel): void {
  channel.onSilence()
}
