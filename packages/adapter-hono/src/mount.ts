import { type Api, checkApi, checkServeOptions, InvalidArgumentError } from '@sluice/core'
import { decodeParams, inMatchOrder, matchMounted, pathOf, withoutParams } from '@sluice/core/routing'
import type { Env, Hono, MiddlewareHandler, Schema } from 'hono'
import { toHonoPath } from './router-path.ts'
import { honoCapabilities, serve } from './to-hono-handler.ts'

/**
 * Adds the routes of an api to a Hono 4 app. Its base path, the apps it is a route of and its setting
 * for trailing slashes (`strict`) hold for them as for its own routes. Hono knows no 405: a method that
 * a path does not take goes on to the next handler, and in the end to `app.notFound`.
 *
 * @example
 * const sub = new Hono()
 * mount(sub, api)
 * app.route('/api', sub)
 * @throws {InvalidArgumentError} when it is no api, or when the app's router refuses a route
 */
export function mount<E extends Env, S extends Schema, P extends string>(app: Hono<E, S, P>, api: Api): void {
  checkApi(api)
  for (const { method, path: template, handler, options } of inMatchOrder(api.routes)) {
    checkServeOptions(options, honoCapabilities)
    const { path, placeholders } = toHonoPath(template)
    const route: MiddlewareHandler = (c, next) => {
      const params = matchMounted(template, pathOf(c.req.url))
      if (params === undefined) return next()
      return serve(c, handler, options, () => ({
        ...withoutParams(c.req.param(), placeholders),
        ...decodeParams(params),
      }))
    }
    try {
      app.on(method, path, route)
    } catch (cause) {
      throw new InvalidArgumentError(refusal(method, template.source, path, cause), { cause })
    }
  }
}

function refusal(method: string, source: string, path: string, cause: unknown): string {
  const why = cause instanceof Error && cause.message !== '' ? cause.message : String(cause)
  return `Hono's router refuses ${method} ${source} as "${path}" (${why}): mount before the first request, and leave the choice of a router to new Hono().`
}
