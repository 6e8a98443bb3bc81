import {
  type Capability,
  checkServeOptions,
  type Context,
  nativeKind,
  type ResponseHead,
  type ServeOptions,
  startExchange,
  type StreamHandler,
} from '@sluice/core'
import {
  applyHead,
  nodeCapabilities,
  NodeConnection,
  NodeExchange,
  NodeRequestView,
  RecordValues,
} from '@sluice/node'
import { type AnswerBody, ReadableSink } from '@sluice/node/readable'
import type { Context as KoaContext, Middleware } from 'koa'
import { ignoreCutOffBodies } from './cut-off-bodies.ts'

/** What this adapter can do: all that Node can, and leave errors to Koa. */
export const koaCapabilities: ReadonlySet<Capability> = new Set<Capability>([
  ...nodeCapabilities,
  'frameworkErrors',
])

const kind = nativeKind<KoaContext>('Koa')

/**
 * Serves a handler from a Koa 3 app or router. The middleware is done when the head is settled:
 * what was mounted before it then sees status, headers and body, and may compress, as ever.
 *
 * @example router.get('/hello', toKoaMiddleware(hello))
 * @throws {InvalidArgumentError} when an option is not what it should be
 */
export function toKoaMiddleware(handler: StreamHandler, options: ServeOptions = {}): Middleware {
  checkServeOptions(options, koaCapabilities)
  return (koa) => serve(koa, handler, options, () => nativeParams(koa))
}

/** Serves one request, with the path parameters that were found for it. The options have been checked. */
export function serve(
  koa: KoaContext,
  handler: StreamHandler,
  options: ServeOptions,
  params: () => Readonly<Record<string, string>>,
): Promise<void> {
  ignoreCutOffBodies(koa)
  return new Promise<void>((resolve, reject) => {
    const sink = new ReadableSink(koa.res, (head, body) => {
      answer(koa, head, body)
      resolve()
    })
    const exchange = new NodeExchange(koa.req, koa.res, {
      native: kind.wrap(koa),
      request: new KoaRequestView(koa, params),
      connection: new KoaConnection(koa),
      values: new RecordValues(koa.state),
      capabilities: koaCapabilities,
      sink,
    })
    startExchange(exchange, handler, options, { over: resolve, failed: reject })
  })
}

/** Gives Koa our head and body. It guesses a type for a body that has none; ours is in the head. */
function answer(koa: KoaContext, head: ResponseHead, body: AnswerBody): void {
  koa.status = head.status
  // A stream in place of another body takes away the length that is set; then the head has to come last.
  const replaces = koa.body !== null && koa.body !== undefined
  if (!replaces) applyHead(koa.res, head)
  const typed = koa.res.hasHeader('content-type')
  koa.body = body
  if (!typed) koa.remove('content-type')
  if (replaces) applyHead(koa.res, head)
}

/** What `@koa/router` has taken from the path; Koa itself takes nothing. */
export function nativeParams(koa: KoaContext): Readonly<Record<string, string>> {
  return 'params' in koa ? (koa['params'] as Record<string, string>) : {}
}

/**
 * The Koa context behind a context.
 * @throws {WrongContextError} when another adapter made the context
 */
export const unwrap: (ctx: Context) => KoaContext = kind.unwrap

/** Koa knows the mount prefix, and whether a proxy is trusted. */
class KoaRequestView extends NodeRequestView {
  readonly #koa: KoaContext
  readonly #params: () => Readonly<Record<string, string>>

  constructor(koa: KoaContext, params: () => Readonly<Record<string, string>>) {
    super(koa.req)
    this.#koa = koa
    this.#params = params
  }

  protected override get rawTarget(): string {
    return this.#koa.originalUrl
  }

  protected override get parsedBody(): unknown {
    // Set by koa-bodyparser and its like.
    return 'body' in this.#koa.request ? this.#koa.request['body'] : undefined
  }

  override get scheme(): 'http' | 'https' {
    return this.#koa.protocol === 'https' ? 'https' : 'http'
  }

  override get host(): string {
    // HTTP/1.0 requests may name no host.
    return this.#koa.host || super.host
  }

  override get params(): Readonly<Record<string, string>> {
    return this.#params()
  }
}

class KoaConnection extends NodeConnection {
  readonly #koa: KoaContext

  constructor(koa: KoaContext) {
    super(koa.req)
    this.#koa = koa
  }

  override get remoteAddress(): string {
    return this.#koa.ip
  }
}
