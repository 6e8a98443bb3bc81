import type { Api } from '@sluice/core'
import { decodeParams, inMatchOrder, matchMounted, pathOf } from '@sluice/core/routing'
import { toPathToRegexp } from '@sluice/node'
import type { IRouter } from 'express'
import { toExpressHandler } from './to-express-handler.ts'

/**
 * Adds the routes of an api to an app or router of Express 5. Where it is mounted and its settings for
 * letters and trailing slashes hold for them as for its own routes. Express knows no 405: a method that
 * a path does not take goes on to the next handler, and in the end to a 404. A param that cannot be
 * decoded is a 400 for the error handlers of Express.
 *
 * @example
 * const router = express.Router()
 * mount(router, api)
 * app.use('/api', router)
 */
export function mount(router: IRouter, api: Api): void {
  for (const { method, path, handler, options } of inMatchOrder(api.routes)) {
    const serve = toExpressHandler(handler, options)
    const verb = method.toLowerCase() as Lowercase<typeof method>
    router[verb](toPathToRegexp(path), (req, res, next) => {
      const params = matchMounted(path, pathOf(req.url))
      if (params === undefined) return next('route')
      Object.assign(req.params, decodeParams(params))
      return serve(req, res, next)
    })
  }
}
