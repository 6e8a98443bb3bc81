import {
  type Capability,
  checkServeOptions,
  type ConnectionInfo,
  type Context,
  type HeaderEntry,
  type ResponseHead,
  nativeKind,
  type ServeOptions,
  startExchange,
  type StreamHandler,
} from '@sluice/core'
import { answered, toHeaders } from '@sluice/core/fetch'
import { fetchCapabilities, FetchExchange, fetchOnNodeCapabilities } from './fetch-exchange.ts'
import { isNodeBindings, type NodeBindings } from './node-bindings.ts'

/** Options of `toFetchHandler`. `Platform` are the arguments that the runtime gives beside the request. */
export interface FetchOptions<Platform extends readonly unknown[]> extends Omit<ServeOptions, 'errors'> {
  /** Path parameters, if a router of yours has found some; they become `ctx.params`. */
  readonly params?: (request: Request, ...platform: Platform) => Readonly<Record<string, string>>
  /** What the runtime knows of the connection: without it, asking for it throws `NotSupportedError`. */
  readonly connection?: (request: Request, ...platform: Platform) => ConnectionInfo
}

/** The native objects of a context served by `toFetchHandler`. */
export interface FetchNative {
  readonly request: Request
  /** What the runtime gave beside the request: bindings, an execution context. */
  readonly platform: readonly unknown[]
}

const kind = nativeKind<FetchNative>('fetch')

/**
 * Serves a handler wherever a function from `Request` to `Response` is asked for: Deno, Bun, edge
 * runtimes, servers on Node. One on Node that passes `{ incoming, outgoing }` as the second
 * argument, as `@hono/node-server` does, gives Sluice the connection too.
 *
 * @example export default { fetch: toFetchHandler(hello) }
 * @throws {InvalidArgumentError} when an option is not what it should be
 */
export function toFetchHandler<Platform extends readonly unknown[]>(
  handler: StreamHandler,
  options: FetchOptions<Platform> = {},
): (request: Request, ...platform: Platform) => Promise<Response> {
  checkServeOptions(options, fetchCapabilities)
  const { params, connection } = options
  return (request, ...platform) =>
    serve(request, platform, {
      handler,
      options,
      params: () => params?.(request, ...platform) ?? {},
      connection,
    })
}

/** How one request is served; the options have been checked. */
export interface Serving<Platform extends readonly unknown[]> {
  readonly handler: StreamHandler
  readonly options: ServeOptions
  /** The path parameters that were found for it. */
  readonly params: () => Readonly<Record<string, string>>
  readonly connection: FetchOptions<Platform>['connection'] | undefined
}

/** Serves one request. */
export function serve<Platform extends readonly unknown[]>(
  request: Request,
  platform: Platform,
  { handler, options, params, connection }: Serving<Platform>,
): Promise<Response> {
  const node = platform.find(isNodeBindings)
  return answered((answer, end) => {
    const known = connection?.(request, ...platform)
    const exchange = new FetchExchange(request, {
      native: kind.wrap({ request, platform }),
      answer: (head) => {
        const init = { status: head.status, headers: toHeaders(headerEntries(head, node)) }
        return (body) => answer(new Response(body, init))
      },
      params,
      connection: known,
      capabilities: capabilitiesOf(node, known),
      node,
    })
    startExchange(exchange, handler, options, end)
  })
}

const fetchConnectedCapabilities: ReadonlySet<Capability> = new Set<Capability>([
  ...fetchCapabilities,
  'connectionInfo',
])

function capabilitiesOf(
  node: NodeBindings | undefined,
  connection: ConnectionInfo | undefined,
): ReadonlySet<Capability> {
  if (node !== undefined) return fetchOnNodeCapabilities
  return connection === undefined ? fetchCapabilities : fetchConnectedCapabilities
}

/** The headers of a head that must be sent as they are, and one for servers on Node. */
export function headerEntries(head: ResponseHead, node: NodeBindings | undefined): readonly HeaderEntry[] {
  const delimited = !head.hasBody || head.headers.some(({ name }) => name === 'content-length')
  // Servers on Node read ahead and count a short body unless they are told how it is delimited.
  if (delimited || node?.incoming.httpVersion !== '1.1') return head.headers
  return [...head.headers, { name: 'transfer-encoding', values: ['chunked'], mode: 'set' }]
}

/**
 * The request behind a context, and what the runtime gave beside it.
 * @throws {WrongContextError} when another adapter made the context
 */
export const unwrap: (ctx: Context) => FetchNative = kind.unwrap
