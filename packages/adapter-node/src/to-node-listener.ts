import {
  checkServeOptions,
  type Context,
  nativeKind,
  type ServeOptions,
  startExchange,
  type StreamHandler,
} from '@sluice/core'
import type { NodeRequest, NodeResponse } from './native.ts'
import { nodeCapabilities, NodeExchange } from './node-exchange.ts'
import { NodeRequestView } from './request-view.ts'

/** Options of `toNodeListener`. */
export interface NodeOptions extends Omit<ServeOptions, 'errors'> {
  /** Path parameters, if a router of yours has found some; they become `ctx.params`. */
  readonly params?: (req: NodeRequest) => Readonly<Record<string, string>>
}

/** The native objects of a context served by `toNodeListener`. */
export interface NodeNative {
  readonly req: NodeRequest
  readonly res: NodeResponse
}

const kind = nativeKind<NodeNative>('node')

/**
 * Serves a handler from a plain `node:http` or `node:http2` server.
 *
 * @example http.createServer(toNodeListener(hello)).listen(3000)
 * @throws {InvalidArgumentError} when an option is not what it should be
 */
export function toNodeListener(
  handler: StreamHandler,
  options: NodeOptions = {},
): (req: NodeRequest, res: NodeResponse) => void {
  checkServeOptions(options, nodeCapabilities)
  return (req, res) => serve(req, res, handler, options, () => options.params?.(req) ?? {})
}

/** Serves one request, with the path parameters that were found for it. The options have been checked. */
export function serve(
  req: NodeRequest,
  res: NodeResponse,
  handler: StreamHandler,
  options: ServeOptions,
  params: () => Readonly<Record<string, string>>,
): void {
  const request = new RoutedRequestView(req, params)
  const exchange = new NodeExchange(req, res, { native: kind.wrap({ req, res }), request })
  startExchange(exchange, handler, options)
}

/**
 * The `req` and `res` behind a context.
 * @throws {WrongContextError} when another adapter made the context
 */
export const unwrap: (ctx: Context) => NodeNative = kind.unwrap

class RoutedRequestView extends NodeRequestView {
  readonly #params: () => Readonly<Record<string, string>>

  constructor(req: NodeRequest, params: () => Readonly<Record<string, string>>) {
    super(req)
    this.#params = params
  }

  override get params(): Readonly<Record<string, string>> {
    return this.#params()
  }
}
