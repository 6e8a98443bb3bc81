import {
  type Capability,
  checkServeOptions,
  type Context,
  nativeKind,
  type ServeOptions,
  startExchange,
  type StreamHandler,
} from '@sluice/core'
import { nodeCapabilities, NodeConnection, NodeExchange, NodeRequestView, RecordValues } from '@sluice/node'
import type { Request, RequestHandler, Response } from 'express'
import { dropShape } from './drop-shape.ts'

/** What this adapter can do: all that Node can, and leave errors to Express. */
export const expressCapabilities: ReadonlySet<Capability> = new Set<Capability>([
  ...nodeCapabilities,
  'frameworkErrors',
])

/** The native objects of a context served by Express. */
export interface ExpressNative {
  readonly req: Request
  readonly res: Response
}

const kind = nativeKind<ExpressNative>('Express')

/**
 * Serves a handler from an Express 5 app or router.
 *
 * @example app.get('/hello', toExpressHandler(hello))
 * @throws {InvalidArgumentError} when an option is not what it should be
 */
export function toExpressHandler(handler: StreamHandler, options: ServeOptions = {}): RequestHandler {
  checkServeOptions(options, expressCapabilities)
  // Express and all it knows of the request stay as long as its `next` is kept (`tooling/bench`, idle-10k).
  const leavesErrors = options.errors === 'framework'
  return (req, res, next) => {
    dropShape(res)
    dropShape(req)
    const exchange = new NodeExchange(req, res, {
      native: kind.wrap({ req, res }),
      request: new ExpressRequestView(req),
      connection: new ExpressConnection(req),
      values: new RecordValues(res.locals),
      capabilities: expressCapabilities,
    })
    startExchange(exchange, handler, options, leavesErrors ? { over: noop, failed: next } : undefined)
  }
}

function noop(): void {}

/**
 * The `req` and `res` of Express behind a context.
 * @throws {WrongContextError} when another adapter made the context
 */
export const unwrap: (ctx: Context) => ExpressNative = kind.unwrap

/** Express knows the mount prefix, the params, and whether a proxy is trusted. */
class ExpressRequestView extends NodeRequestView {
  readonly #req: Request

  constructor(req: Request) {
    super(req)
    this.#req = req
  }

  protected override get rawTarget(): string {
    return this.#req.originalUrl
  }

  protected override get parsedBody(): unknown {
    const body: unknown = this.#req.body
    return body
  }

  override get scheme(): 'http' | 'https' {
    return this.#req.protocol === 'https' ? 'https' : 'http'
  }

  override get host(): string {
    // HTTP/1.0 requests may name no host.
    return this.#req.host || super.host
  }

  override get params(): Readonly<Record<string, string>> {
    const params = Object.entries(this.#req.params)
    return Object.fromEntries(
      params.map(([name, value]) => [name, typeof value === 'string' ? value : value.join('/')]),
    )
  }
}

class ExpressConnection extends NodeConnection {
  readonly #req: Request

  constructor(req: Request) {
    super(req)
    this.#req = req
  }

  override get remoteAddress(): string {
    return this.#req.ip ?? ''
  }
}
