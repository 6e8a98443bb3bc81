import {
  type Capability,
  checkServeOptions,
  type Context,
  nativeKind,
  type ResponseHead,
  runExchange,
  type ServeOptions,
  type StreamHandler,
} from '@sluice/core'
import {
  type AnswerBody,
  applyHead,
  nodeCapabilities,
  NodeConnection,
  NodeExchange,
  NodeRequestView,
  ReadableSink,
  RecordValues,
} from '@sluice/node'
import type { Context as KoaContext, Middleware } from 'koa'

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
    runExchange(exchange, handler, options).then(resolve, reject)
  })
}

function answer(koa: KoaContext, head: ResponseHead, body: AnswerBody): void {
  koa.status = head.status
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    // Koa guesses a type for a body without one; that of the head is there first.
    applyHead(koa.res, head)
    koa.body = body
    return
  }
  const typed = koa.res.hasHeader('content-type')
  koa.body = body
  // A stream in place of another body takes away the length that is set, so the head comes after it.
  if (!typed) koa.remove('content-type')
  applyHead(koa.res, head)
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

/** What Node says of a response that ended before its body. */
const CUT_OFF: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ERR_HTTP2_STREAM_ERROR',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
])

/**
 * Koa takes a body that was cut off for an error of the app; core knows why, and has reported it if
 * it was one. Koa offers no other place to filter: `app.on('error')` belongs to the user.
 */
function ignoreCutOffBodies(koa: KoaContext): void {
  const onerror = koa.onerror.bind(koa)
  koa.onerror = (error) => {
    const answered = koa.headerSent || !koa.writable
    if (!answered || error === null || !('code' in error) || !CUT_OFF.has(error.code)) onerror(error)
  }
}
