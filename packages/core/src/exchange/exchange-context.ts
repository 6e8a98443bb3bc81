import type { Context } from '../context/context.ts'
import type { ContextKey } from '../context/context-key.ts'
import { parseCookies } from '../context/cookies.ts'
import { RequestHeaders } from '../context/request-headers.ts'
import type { Capability } from '../contract/capability.ts'
import {
  HttpError,
  InvalidArgumentError,
  NotSupportedError,
  type StreamEndedError,
} from '../contract/errors.ts'
import type { Exchange } from '../contract/exchange.ts'
import type { FormLimits, FormPart } from '../contract/form.ts'
import type { ConnectionInfo, HttpVersion, TlsState } from '../contract/request.ts'
import type { BodyReader } from '../reader/body-reader.ts'
import type { HeadBuilder } from '../response/head-builder.ts'
import type { BodyWriter } from '../writer/body-writer.ts'
import type { Lifetime, OverListener } from './lifetime.ts'

/**
 * Hears what becomes of a body. Not by a promise around that of the body, which would be kept, with all
 * that belongs to it, for as long as the body waits (`tooling/bench`, idle-10k).
 */
export interface BodyWatcher {
  /** It is waited for from now on: if it has failed already, that is told before the next microtask. */
  waits(): void
  /** It has come to its end, with what it returned or resolved to. What is thrown here is its failure. */
  ended(value: unknown): void
  /** It has failed, and the stream was not stopped before. */
  failed(error: unknown): void
}

/** What the formats need of the exchange behind a context, and users do not. */
export interface ExchangeInternals {
  /** Reports a failure that ends nothing. */
  report(error: unknown): void
  /** A failure after the stream was stopped: reported unless it only says that it was. */
  late(error: unknown): void
  /** Tells `listener` once when the stream is over, however it ends. */
  onOver(listener: OverListener): void
  /** Is told what becomes of the body, before the exchange acts on it. */
  watcher: BodyWatcher | undefined
  /** Ends the stream properly while its handler still runs; the signal aborts with `reason`. */
  endEarly(reason: StreamEndedError): void
  /** From now on nothing that is written may be blocked for longer than that, in milliseconds. */
  setWriteTimeout(timeout: number): void
  /** An event was sent; those that come after the end are refused, and do not count. */
  countEvent(): void
}

/**
 * What is behind a context.
 * @throws {InvalidArgumentError} when it is not one that Sluice has made
 */
export function internalsOf(ctx: Context): ExchangeInternals {
  if (ctx instanceof ExchangeContext) return ctx.internals
  throw new InvalidArgumentError('Pass on the context that the handler was given, not a copy of it.')
}

/** What a context asks of the exchange it belongs to. */
export interface ContextOwner extends ExchangeInternals {
  /** The body of the request. */
  readonly body: BodyReader
  /** Sends the head now, unless that was done. */
  sendHead(): void
}

/** The one `Context`. Everything derived from the request is computed when it is first read. */
export class ExchangeContext implements Context {
  /** @internal What this context was made from, for the adapters' `unwrap`. */
  readonly exchange: Exchange
  readonly writer: BodyWriter
  readonly #head: HeadBuilder
  readonly #lifetime: Lifetime
  readonly #owner: ContextOwner
  #url: URL | undefined
  #query: URLSearchParams | undefined
  #headers: RequestHeaders | undefined
  #cookies: ReadonlyMap<string, string> | undefined

  constructor(
    exchange: Exchange,
    head: HeadBuilder,
    lifetime: Lifetime,
    writer: BodyWriter,
    owner: ContextOwner,
  ) {
    this.exchange = exchange
    this.writer = writer
    this.#head = head
    this.#lifetime = lifetime
    this.#owner = owner
  }

  /** @internal For the formats. */
  get internals(): ExchangeInternals {
    return this.#owner
  }

  get method(): string {
    return this.exchange.request.method
  }
  get target(): string {
    return this.exchange.request.target
  }
  get host(): string {
    return this.exchange.request.host
  }
  get scheme(): 'http' | 'https' {
    return this.exchange.request.scheme
  }
  get params(): Readonly<Record<string, string>> {
    return this.exchange.request.params
  }
  get url(): URL {
    this.#url ??= parseUrl(`${this.scheme}://${this.host}${this.target}`)
    return this.#url
  }
  get query(): URLSearchParams {
    if (this.#query === undefined) {
      const start = this.target.indexOf('?')
      this.#query = new URLSearchParams(start === -1 ? '' : this.target.slice(start + 1))
    }
    return this.#query
  }
  get headers(): RequestHeaders {
    this.#headers ??= new RequestHeaders(this.exchange.request)
    return this.#headers
  }
  get cookies(): ReadonlyMap<string, string> {
    this.#cookies ??= parseCookies(this.exchange.request.header('cookie'))
    return this.#cookies
  }

  get httpVersion(): HttpVersion {
    return this.#connection().httpVersion
  }
  get remoteAddress(): string {
    return this.#connection().remoteAddress
  }
  get tls(): TlsState | undefined {
    return this.#connection().tls
  }

  get body(): BodyReader {
    return this.#owner.body
  }
  form(limits: FormLimits = {}): AsyncIterable<FormPart> {
    const { parseMultipart, request } = this.exchange
    if (parseMultipart === undefined) throw notSupported('multipart forms', 'multipart')
    const contentType = request.header('content-type') ?? ''
    if (!/^multipart\/form-data\b/i.test(contentType)) {
      throw new HttpError(415, 'Unsupported Media Type', { detail: 'This needs a multipart/form-data body.' })
    }
    return parseMultipart(this.body, contentType, limits)
  }

  get signal(): AbortSignal {
    return this.#lifetime.signal
  }
  get draining(): AbortSignal {
    return this.#lifetime.draining
  }
  until<T>(promise: PromiseLike<T>): Promise<T> {
    return this.#lifetime.until(promise)
  }

  get status(): number {
    return this.#head.status
  }
  set status(status: number) {
    this.#head.setStatus(status)
  }
  setHeader(name: string, value: string | number | readonly string[]): void {
    this.#head.set(name, value)
  }
  appendHeader(name: string, value: string): void {
    this.#head.append(name, value)
  }
  get headersSent(): boolean {
    return this.#head.settled
  }
  commit(): void {
    this.#owner.sendHead()
  }

  get<T>(key: ContextKey<T>): T | undefined {
    return this.exchange.values.get(key.name) as T | undefined
  }
  set<T>(key: ContextKey<T>, value: T): void {
    this.exchange.values.set(key.name, value)
  }
  get capabilities(): ReadonlySet<Capability> {
    return this.exchange.capabilities
  }

  #connection(): ConnectionInfo {
    const { connection } = this.exchange
    if (connection === undefined) throw notSupported('facts about the connection', 'connectionInfo')
    return connection
  }
}

function parseUrl(url: string): URL {
  try {
    return new URL(url)
  } catch (cause) {
    throw new HttpError(400, 'Bad Request', {
      detail: 'Host and target of the request do not make a URL.',
      cause,
    })
  }
}

function notSupported(what: string, capability: Capability): NotSupportedError {
  return new NotSupportedError(
    `This adapter or runtime has no ${what}: check ctx.capabilities.has('${capability}') first, or use an adapter that has it.`,
  )
}
