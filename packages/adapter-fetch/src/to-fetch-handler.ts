import {
  checkServeOptions,
  type ConnectionInfo,
  type Context,
  type HeaderEntry,
  type ResponseHead,
  nativeKind,
  runExchange,
  type ServeOptions,
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
  const capabilities = new Set(fetchCapabilities)
  if (options.connection !== undefined) capabilities.add('connectionInfo')
  return (request, ...platform) => {
    const node = platform.find(isNodeBindings)
    return answered((answer) => {
      const exchange = new FetchExchange(request, {
        native: kind.wrap({ request, platform }),
        answer: (head, body) =>
          answer(new Response(body, { status: head.status, headers: toHeaders(headerEntries(head, node)) })),
        params: () => options.params?.(request, ...platform) ?? {},
        connection: options.connection?.(request, ...platform),
        capabilities: node === undefined ? capabilities : fetchOnNodeCapabilities,
        node,
      })
      return runExchange(exchange, handler, options)
    })
  }
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
