import type { Context } from '../src/context/context.ts'
import type { Capability } from '../src/contract/capability.ts'
import type { Exchange, Native } from '../src/contract/exchange.ts'
import type { MultipartParser } from '../src/contract/form.ts'
import type { ConnectionInfo, HttpVersion, RequestView } from '../src/contract/request.ts'
import type { SinkListener } from '../src/contract/sink.ts'
import { runExchange } from '../src/exchange/run-exchange.ts'
import type { ServeOptions } from '../src/exchange/serve-options.ts'
import { StreamRegistry } from '../src/lifecycle/stream-registry.ts'
import { stream, type StreamBody, type StreamHandler } from '../src/response/stream.ts'
import { FakeSink } from './fake-sink.ts'
import { FakeSource } from './fake-source.ts'

/** What a test may decide of a request and of how it is served. */
export interface FakeInit extends ServeOptions {
  readonly method?: string
  readonly target?: string
  readonly host?: string
  readonly headers?: Readonly<Record<string, string>>
  /** `null`: the adapter knows nothing of the connection. */
  readonly httpVersion?: HttpVersion | null
  readonly capabilities?: readonly Capability[]
  readonly native?: Native
  readonly parseMultipart?: MultipartParser
  /** What the sink is to be like before anything is sent. */
  readonly prepare?: (sink: FakeSink, exchange: FakeExchange) => void
}

/** An adapter without a network. */
export class FakeExchange implements Exchange {
  readonly sink = new FakeSink()
  readonly source = new FakeSource()
  readonly values = new Map<string, unknown>()
  readonly request: RequestView
  readonly capabilities: ReadonlySet<Capability>
  readonly native: Native
  readonly connection?: ConnectionInfo
  readonly parseMultipart?: MultipartParser
  /** Reports to core as the adapter would. */
  listener!: SinkListener

  constructor(init: FakeInit) {
    const headers = new Map(Object.entries(init.headers ?? {}))
    this.request = {
      method: init.method ?? 'GET',
      target: init.target ?? '/',
      scheme: 'http',
      host: init.host ?? 'example.org',
      params: {},
      header: (name) => headers.get(name),
      headers: () => headers,
      body: this.source,
    }
    this.capabilities = new Set(init.capabilities ?? ['connectionInfo', 'frameworkErrors'])
    this.native = init.native ?? { kind: Symbol('fake'), value: undefined }
    if (init.httpVersion !== null) {
      this.connection = { remoteAddress: '192.0.2.1', httpVersion: init.httpVersion ?? '1.1', tls: undefined }
    }
    if (init.parseMultipart !== undefined) this.parseMultipart = init.parseMultipart
  }

  listen(listener: SinkListener): void {
    this.listener = listener
  }
}

/** An exchange that is being served, and what became of it. */
export interface Served {
  readonly exchange: FakeExchange
  readonly sink: FakeSink
  readonly source: FakeSource
  readonly streams: StreamRegistry
  /** What `onError` heard, in order. */
  readonly errors: unknown[]
  /** What `runExchange` returned. */
  readonly over: Promise<void>
  /** The client makes room. */
  room(): void
  /** The client leaves. */
  leave(cause?: unknown): void
}

/** Serves one request. */
export function serve(handler: StreamHandler, init: FakeInit = {}): Served {
  const exchange = new FakeExchange(init)
  init.prepare?.(exchange.sink, exchange)
  const errors: unknown[] = []
  const streams = init.streams ?? new StreamRegistry()
  const over = runExchange(exchange, handler, { onError: (error) => errors.push(error), ...init, streams })
  return {
    exchange,
    sink: exchange.sink,
    source: exchange.source,
    streams,
    errors,
    over,
    room: () => {
      exchange.sink.hasRoom = true
      exchange.listener.room()
    },
    leave: (cause) => exchange.listener.gone(cause),
  }
}

/** Serves one request with a body. */
export function serveBody(body: StreamBody, init?: FakeInit): Served {
  return serve(() => stream(body), init)
}

/** A stream whose body only waits: the test writes in its place. */
export interface Running extends Served {
  readonly ctx: Context
  /** The body returns. */
  finish(): void
  /** The body throws. */
  fail(error: unknown): void
}

/** Starts a stream and waits until its body runs. */
export async function start(init?: FakeInit): Promise<Running> {
  let running!: Pick<Running, 'ctx' | 'finish' | 'fail'>
  const served = serveBody((ctx) => new Promise((finish, fail) => (running = { ctx, finish, fail })), init)
  await settled()
  return { ...served, ...running }
}

const realImmediate = setImmediate

/** Lets everything happen that can without time or the client; the clock may be a fake one. */
export function settled(): Promise<void> {
  return new Promise((resolve) => realImmediate(resolve))
}

/** How a promise stands now. */
export async function stateOf(promise: Promise<unknown>): Promise<unknown> {
  let state: unknown = 'pending'
  promise.then(
    () => (state = 'resolved'),
    (reason: unknown) => (state = reason),
  )
  await settled()
  return state
}
