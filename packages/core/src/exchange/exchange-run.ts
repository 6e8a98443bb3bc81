import type { Context } from '../context/context.ts'
import {
  BodyNotSentError,
  ClientDisconnectedError,
  DrainingError,
  InvalidArgumentError,
  type StreamEndedError,
} from '../contract/errors.ts'
import type { Exchange } from '../contract/exchange.ts'
import type { ResponseHead } from '../contract/head.ts'
import type { SinkListener } from '../contract/sink.ts'
import { processStreams, type RunningStream, type StreamRegistry } from '../lifecycle/stream-registry.ts'
import { type BodyReader, type ReaderOwner, readerOf } from '../reader/body-reader.ts'
import { checkStream } from '../response/check-stream.ts'
import { HeadBuilder } from '../response/head-builder.ts'
import { setProblem } from '../response/problem.ts'
import type { StreamHandler, StreamResponse } from '../response/stream.ts'
import type { ByteCounter } from '../writer/body-account.ts'
import { StreamWriter } from '../writer/stream-writer.ts'
import type { WriterOwner } from '../writer/writer-owner.ts'
import { type BodyWatcher, type ContextOwner, ExchangeContext } from './exchange-context.ts'
import type { ExchangeEnd } from './exchange-end.ts'
import { isAboutTheClient, isEchoOfStop } from './failure.ts'
import { Lifetime, type OverListener } from './lifetime.ts'
import { Observation } from './observation.ts'
import type { Phase } from './phase.ts'
import { reportError } from './report-error.ts'
import { type HandlerOwner, runHandler } from './run-handler.ts'
import type { ServeOptions } from './serve-options.ts'

const DEFAULT_MAX_BUFFERED_BYTES = 16 * 1024 * 1024

/** How long a response that fails, or is ended early, may take to hand over what was written before. */
const GRACE_MS = 5_000

/**
 * How long the connection outlives the last bytes before a failure. Chromium drops what it gets together
 * with the end of a broken response: 1 ms saved 199 of 200, 5 ms and more all of them.
 */
const LINGER_MS = 10

/** One exchange from the request to its end: the only place that decides what happens when. */
export class ExchangeRun
  implements SinkListener, WriterOwner, ReaderOwner, RunningStream, ContextOwner, HandlerOwner
{
  readonly #exchange: Exchange
  readonly #options: ServeOptions
  readonly #end: ExchangeEnd
  readonly #streams: StreamRegistry
  readonly #head: HeadBuilder = new HeadBuilder()
  readonly #lifetime: Lifetime = new Lifetime()
  readonly #writer: StreamWriter
  readonly #ctx: Context
  readonly #observation: Observation | undefined
  #reader: BodyReader | undefined
  /** For the registry. */
  place: number | undefined = undefined
  #phase: Phase = 'deciding'
  #bodyRunning = false
  /** Of the body, if a format has asked for it. */
  watcher: BodyWatcher | undefined
  #lingering: ReturnType<typeof setTimeout> | undefined
  #failure: { readonly error: unknown } | undefined

  constructor(exchange: Exchange, options: ServeOptions, end: ExchangeEnd) {
    this.#exchange = exchange
    this.#options = options
    this.#end = end
    this.#streams = options.streams ?? processStreams
    const { observer, name, maxBufferedBytes = DEFAULT_MAX_BUFFERED_BYTES } = options
    this.#writer = new StreamWriter(exchange.sink, this, maxBufferedBytes)
    this.#ctx = new ExchangeContext(exchange, this.#head, this.#lifetime, this.#writer, this)
    this.#observation = observer && new Observation(observer, this.#ctx, name)
  }

  run(handler: StreamHandler): void {
    this.#observation?.opened()
    this.#exchange.listen(this)
    if (this.#phase === 'over') return
    if (this.#streams.draining) {
      this.#phase = 'failing'
      const error = new DrainingError(this.#streams.retryAfter)
      this.#observation?.failed(error)
      this.#answer(error)
    } else {
      this.#streams.add(this)
      void runHandler(handler, this.#ctx, this)
    }
  }

  // What the context asks for.

  get body(): BodyReader {
    if (this.#reader === undefined) {
      this.#reader = readerOf(this.#exchange.request, this, this.#options.bodyLimit)
      if (this.#failure !== undefined) this.#reader.stop(this.#failure.error)
      else if (this.#phase === 'over') this.#reader.stop(this.#lifetime.stopped?.reason)
    }
    return this.#reader
  }

  sendHead(): void {
    this.commit(false)
    void this.#writer.flush()
  }

  // What the formats ask for.

  onOver(listener: OverListener): void {
    this.#lifetime.onOver(listener)
  }

  endEarly(reason: StreamEndedError): void {
    if (this.#phase !== 'streaming') return
    this.#writer.endEarly(reason, Date.now() + GRACE_MS)
    if (this.#is('ending')) this.#lifetime.stop(reason)
  }

  setWriteTimeout(timeout: number): void {
    this.#writer.setWriteTimeout(timeout)
  }

  late(error: unknown): void {
    // It may have failed after it was stopped: what it failed of was reported then.
    if (this.#failure !== undefined && this.#failure.error === error) return
    if (!isEchoOfStop(error, this.#lifetime.stopped?.reason)) this.report(error)
  }

  countEvent(): void {
    if (this.#observation !== undefined && this.#phase === 'streaming') this.#observation.events += 1
  }

  // What becomes of the handler.

  begin(response: StreamResponse): boolean {
    if (this.#phase !== 'deciding') return false
    checkStream(response)
    this.#head.apply(response)
    this.#phase = 'streaming'
    if (response.settled === true) void this.#writer.flush()
    this.#bodyRunning = this.#is('streaming')
    return this.#bodyRunning
  }

  get stopped(): boolean {
    return this.#lifetime.stopped !== undefined
  }

  bodyEnded(): void {
    this.#bodyRunning = false
    if (this.#is('streaming')) void this.#writer.end()
  }

  handlerFailed(error: unknown): void {
    this.#bodyRunning = false
    if (this.stopped) this.late(error)
    else this.fail(error)
  }

  // What the writer and the reader ask for.

  report(error: unknown): void {
    reportError(error, this.#ctx, this.#options.onError)
  }

  get counter(): ByteCounter | undefined {
    return this.#observation
  }

  get declaredLength(): number | undefined {
    return this.#head.declaredLength
  }

  get lastOnConnection(): boolean {
    return this.#streams.draining
  }

  commit(empty: boolean): void {
    if (this.#head.settled || this.#is('failing') || this.#is('over')) return
    if (this.#phase === 'deciding') {
      throw new InvalidArgumentError(
        'Nothing can be sent while the handler still decides: write in the body, return stream(async (ctx) => …).',
      )
    }
    if (!this.#settleHead(empty).hasBody) this.#endWithoutBody()
  }

  open(length?: number): boolean {
    const head = this.#head.take(length)
    try {
      this.#exchange.sink.open(head)
    } catch (error) {
      // A head that the framework does not take; it would not take another one either.
      this.broken(error)
    }
    // Only now, because it runs the user's code, which may end the stream.
    if (!this.#is('over')) this.#observation?.committed(head.status)
    return !this.#is('over')
  }

  closing(): void {
    this.#phase = 'ending'
  }

  closed(): void {
    this.#finish(undefined)
  }

  fail(error: unknown): void {
    switch (this.#phase) {
      case 'over':
        return this.late(error)
      case 'failing':
        if (isAboutTheClient(error)) return this.#cutOff(error)
        return this.late(error)
      default:
        this.#phase = 'failing'
        this.#failure = { error }
        // The hook and the signal run the user's code, which must not find a writer that it could still end.
        this.#writer.refuse(error)
        this.#reader?.stop(error)
        this.#observation?.failed(error)
        this.report(error)
        this.#lifetime.stop(error)
        if (!this.#is('failing')) return
        if (!this.#head.settled) return this.#failBeforeHead(error)
        if (isAboutTheClient(error)) return this.#cutOff(error)
        this.#writer.finish(Date.now() + GRACE_MS, () => {
          // The client may have left while it was handed over.
          if (!this.#is('over')) this.#lingering = setTimeout(() => this.#cutOff(error), LINGER_MS)
        })
    }
  }

  broken(error: unknown): void {
    if (this.#is('over')) return this.late(error)
    this.#cutOff(error)
    this.report(error)
  }

  disconnected(cause: unknown): unknown {
    this.gone(cause)
    return this.#lifetime.stopped?.reason ?? new ClientDisconnectedError(cause)
  }

  // What the sink reports.

  room(): void {
    this.#writer.resume()
  }

  gone(cause?: unknown): void {
    if (this.#phase === 'over') return
    // Once the end was asked for, the stream has ended well as far as the handler knows (clause L1).
    this.#finish(new ClientDisconnectedError(cause), this.#phase === 'ending')
    this.#exchange.sink.release()
  }

  // What a drain asks for.

  drain(): void {
    this.#lifetime.drain()
  }

  #is(phase: Phase): boolean {
    return this.#phase === phase
  }

  #settleHead(empty: boolean): ResponseHead {
    const { request, connection } = this.#exchange
    return this.#head.settle(request.method, connection?.httpVersion, empty)
  }

  /** HEAD, 204, 205 and 304: the head is all there is. A body that still runs is told so (clause H6). */
  #endWithoutBody(): void {
    if (!this.open() || !this.#is('streaming')) return
    this.#phase = 'ending'
    const reason = new BodyNotSentError()
    this.#writer.stop(reason)
    if (this.#bodyRunning) this.#lifetime.stop(reason)
    this.#exchange.sink.end(undefined, () => this.#finish(undefined), this.lastOnConnection)
  }

  #failBeforeHead(error: unknown): void {
    if (this.#options.errors !== 'framework') return this.#answer(error)
    this.#end.failed(error)
    this.#finish(error)
  }

  /** Answers a failure with a problem (clause E1). */
  #answer(error: unknown): void {
    const problem = setProblem(this.#head, error, (headError) => this.report(headError))
    const { hasBody } = this.#settleHead(false)
    if (!this.open() || !this.#is('failing')) return
    this.#writer.answer(hasBody ? problem : '', Date.now() + GRACE_MS)
  }

  /** Ends the exchange here and now, in a way that the client can tell from a clean end. */
  #cutOff(reason: unknown): void {
    if (this.#is('over')) return
    this.#finish(reason)
    this.#exchange.sink.abort(reason, this.lastOnConnection)
  }

  /** Everything that an exchange owns is let go of here (clause L5). */
  #finish(reason: unknown, clean = reason === undefined): void {
    if (this.#phase === 'over') return
    this.#phase = 'over'
    clearTimeout(this.#lingering)
    this.#writer.stop(reason)
    this.#reader?.stop(reason)
    this.#streams.delete(this)
    // Last, because it runs the user's code, which must find everything let go of.
    if (clean) this.#lifetime.end()
    else this.#lifetime.stop(reason)
    this.#observation?.ended(reason)
    this.#end.over()
  }
}
