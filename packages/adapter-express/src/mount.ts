import { type Api, checkApi } from '@sluice/core'
import { decodeParams, inMatchOrder, matchLoosely, pathOf } from '@sluice/core/routing'
import { toPathToRegexp } from '@sluice/node/path-to-regexp'
import type { IRouter } from 'express'
import { refuseMalformedParams } from './malformed-params.ts'
import { toExpressHandler } from './to-express-handler.ts'

/**
 * Adds the routes of an api to an app or router of Express 5. Where it is mounted and its settings for
 * letters and trailing slashes hold for them as for its own routes. Express knows no 405: a method that
 * a path does not take goes on to the next handler, and in the end to a 404. A param that cannot be
 * decoded is a 400 problem, by an error handler that stands behind the routes.
 *
 * @example
 * const router = express.Router()
 * mount(router, api)
 * app.use('/api', router)
 * @throws {InvalidArgumentError} when it is no api
 */
export function mount(router: IRouter, api: Api): void {
  checkApi(api)
  const routes = inMatchOrder(api.routes)
  for (const { method, path, handler, options } of routes) {
    const serve = toExpressHandler(handler, options)
    const verb = method.toLowerCase() as Lowercase<typeof method>
    router[verb](toPathToRegexp(path), (req, res, next) => {
      // Below where the router is mounted, Express gives it a path without that prefix.
      const params = matchLoosely(path, pathOf(req.url))
      if (params === undefined) return next('route')
      Object.assign(req.params, decodeParams(params))
      return serve(req, res, next)
    })
  }
  router.use(refuseMalformedParams(routes))
}
