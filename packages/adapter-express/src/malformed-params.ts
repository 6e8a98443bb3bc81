import type { ApiRoute } from '@sluice/core'
import { decodeParams, matchLoosely, pathOf } from '@sluice/core/routing'
import type { ErrorRequestHandler, Request } from 'express'
import { toExpressHandler } from './to-express-handler.ts'

/** A request that a route cannot take, and the problem to tell the client. */
interface Refusal {
  readonly route: ApiRoute
  readonly problem: unknown
}

/**
 * Answers requests whose path params cannot be decoded as the routes of an api do on other routers
 * (clause R1). Express decodes them before it asks a route, and fails; any other error goes on.
 *
 * @param routes in the order in which they are tried
 */
export function refuseMalformedParams(routes: readonly ApiRoute[]): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, req, res, next) => {
    const refusal = isDecodingFailure(error) ? refusalOf(routes, req) : undefined
    if (refusal === undefined) return next(error)
    const { route, problem } = refusal
    const refuse = (): never => {
      throw problem
    }
    return toExpressHandler(refuse, route.options)(req, res, next)
  }
}

/** Whether the router itself has failed: it marks its error so, which a handler that decodes does not. */
function isDecodingFailure(error: unknown): boolean {
  return error instanceof URIError && 'status' in error && error.status === 400
}

function refusalOf(routes: readonly ApiRoute[], { method, url }: Request): Refusal | undefined {
  const wanted = method === 'HEAD' ? 'GET' : method
  for (const route of routes) {
    const params = route.method === wanted ? matchLoosely(route.path, pathOf(url)) : undefined
    if (params === undefined) continue
    try {
      decodeParams(params)
      return undefined
    } catch (problem) {
      return { route, problem }
    }
  }
  return undefined
}
