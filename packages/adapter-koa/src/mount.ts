import type Router from '@koa/router'
import { type Api, checkApi, checkServeOptions, InvalidArgumentError } from '@sluice/core'
import { decodeParams, inMatchOrder, matchMounted, withoutParams } from '@sluice/core/routing'
import { toPathToRegexp } from '@sluice/node/path-to-regexp'
import { koaCapabilities, nativeParams, serve } from './to-koa-middleware.ts'

/**
 * Adds the routes of an api to a router of `@koa/router`. Its prefix, the routers it is nested in and
 * its settings for letters and trailing slashes hold for them as for its own routes, and so does
 * `router.allowedMethods()`, which answers 405 and OPTIONS.
 *
 * @example
 * const router = new Router({ prefix: '/api' })
 * mount(router, api)
 * app.use(router.routes()).use(router.allowedMethods())
 * @throws {InvalidArgumentError} when it is no api, or no router: a Koa app has no routes
 */
export function mount(router: Router, api: Api): void {
  if (typeof router.register !== 'function') {
    throw new InvalidArgumentError(
      'A Koa app has no routes: mount the api on a Router of @koa/router, and app.use(router.routes()).',
    )
  }
  checkApi(api)
  for (const { method, path, handler, options } of inMatchOrder(api.routes)) {
    checkServeOptions(options, koaCapabilities)
    router.register(toPathToRegexp(path), [method], (koa, next) => {
      const params = matchMounted(path, koa.path)
      if (params === undefined) {
        // The router has given them already, and keeps them for the next route.
        koa.params = withoutParams(koa.params, path.names)
        return next()
      }
      return serve(koa, handler, options, () => ({ ...nativeParams(koa), ...decodeParams(params) }))
    })
  }
}
