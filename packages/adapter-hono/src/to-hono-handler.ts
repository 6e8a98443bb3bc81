import {
  type Capability,
  checkServeOptions,
  type Context,
  nativeKind,
  type ServeOptions,
  startExchange,
  type StreamHandler,
  type ValueStore,
} from '@sluice/core'
import {
  answered,
  fetchCapabilities,
  FetchExchange,
  fetchOnNodeCapabilities,
  headerEntries,
  isNodeBindings,
} from '@sluice/fetch'
import type { Context as HonoContext, Handler } from 'hono'
import type { StatusCode } from 'hono/utils/http-status'

/** What this adapter can do on any runtime: all that fetch can, and leave errors to Hono. */
export const honoCapabilities: ReadonlySet<Capability> = new Set<Capability>([
  ...fetchCapabilities,
  'frameworkErrors',
])

/** What this adapter can do on `@hono/node-server`. */
export const honoOnNodeCapabilities: ReadonlySet<Capability> = new Set<Capability>([
  ...fetchOnNodeCapabilities,
  'frameworkErrors',
])

const kind = nativeKind<HonoContext>('Hono')

/**
 * Serves a handler from a Hono 4 app, on `@hono/node-server` and on any fetch runtime.
 *
 * @example app.get('/hello', toHonoHandler(hello))
 * @throws {InvalidArgumentError} when an option is not what it should be
 */
export function toHonoHandler(handler: StreamHandler, options: ServeOptions = {}): Handler {
  checkServeOptions(options, honoCapabilities)
  return (c) => serve(c, handler, options, () => c.req.param())
}

/** Serves one request, with the path parameters that were found for it. The options have been checked. */
export function serve(
  c: HonoContext,
  handler: StreamHandler,
  options: ServeOptions,
  params: () => Readonly<Record<string, string>>,
): Promise<Response> {
  const node = isNodeBindings(c.env) ? c.env : undefined
  return answered((answer, end) => {
    const exchange = new FetchExchange(c.req.raw, {
      native: kind.wrap(c),
      answer: (head) => {
        // Through the context, so that what middleware has set before is sent as well (clause H3).
        for (const { name, values, mode } of headerEntries(head, node)) {
          // Asked of a response that is thrown away: Hono copies one that `c.res` has made into any other.
          if (mode === 'default' && c.newResponse(null).headers.has(name)) continue
          // Hono's `header` takes one value at a time: the first may replace, the others stand beside it.
          values.forEach((value, i) => c.header(name, value, { append: mode === 'append' || i > 0 }))
        }
        return (body) => answer(c.newResponse(body, head.status as StatusCode))
      },
      params,
      values: new HonoValues(c),
      capabilities: node === undefined ? honoCapabilities : honoOnNodeCapabilities,
      node,
    })
    startExchange(exchange, handler, options, end)
  })
}

/** The values of a Hono context. */
class HonoValues implements ValueStore {
  readonly #c: HonoContext

  constructor(c: HonoContext) {
    this.#c = c
  }

  get(name: string): unknown {
    return this.#c.get(name)
  }

  set(name: string, value: unknown): void {
    this.#c.set(name, value)
  }
}

/**
 * The Hono context behind a context.
 * @throws {WrongContextError} when another adapter made the context
 */
export const unwrap: (ctx: Context) => HonoContext = kind.unwrap
