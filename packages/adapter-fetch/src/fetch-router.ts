import { type Api, type ApiRoute, checkApi, checkServeOptions } from '@sluice/core'
import { pathOf, RouteTables } from '@sluice/core/routing'
import { fetchCapabilities } from './fetch-exchange.ts'
import { type FetchOptions, serve } from './to-fetch-handler.ts'

/** Options of `createRouter`. `Platform` are the arguments that the runtime gives beside the request. */
export interface FetchRouterOptions<Platform extends readonly unknown[]> extends Pick<
  FetchOptions<Platform>,
  'connection'
> {
  /**
   * Answers what no route is for: an unknown path, and a method that a path does not take. By default
   * these are answered 404, and 405 with `Allow`.
   */
  readonly fallback?: (request: Request, ...platform: Platform) => Response | Promise<Response>
}

/** A router wherever a function from `Request` to `Response` is asked for; `mount` gives it its routes. */
export class FetchRouter<Platform extends readonly unknown[]> {
  readonly #options: FetchRouterOptions<Platform>
  readonly #tables = new RouteTables<ApiRoute>()

  constructor(options: FetchRouterOptions<Platform>) {
    this.#options = options
  }

  /** Answers a request. Bound to its router: `export default { fetch: router.fetch }` */
  readonly fetch = async (request: Request, ...platform: Platform): Promise<Response> => {
    const { connection, fallback } = this.#options
    const found = this.#tables.find(request.method, pathOf(request.url))
    if (found.route !== undefined) {
      const { handler, options } = found.route
      return serve(request, platform, { handler, options, params: found.params, connection })
    }
    if (fallback !== undefined) return fallback(request, ...platform)
    const refuse = (): never => {
      throw found.error
    }
    return serve(request, platform, { handler: refuse, options: {}, params: () => ({}), connection })
  }

  /**
   * Adds the routes of an api: what `mount` does.
   * @throws {InvalidArgumentError} when it is no api, or two of its routes match the same requests
   * @throws {NotSupportedError} when the api leaves errors to a framework: there is none
   */
  add(api: Api): void {
    checkApi(api)
    for (const { options } of api.routes) checkServeOptions(options, fetchCapabilities)
    this.#tables.add(api.routes)
  }
}

/**
 * Makes a router for Deno, Bun, edge runtimes and servers on Node. Letters and trailing slashes in a
 * path count.
 *
 * @example
 * const router = createRouter()
 * mount(router, api)
 * export default { fetch: router.fetch }
 */
export function createRouter<Platform extends readonly unknown[] = unknown[]>(
  options: FetchRouterOptions<Platform> = {},
): FetchRouter<Platform> {
  return new FetchRouter(options)
}
