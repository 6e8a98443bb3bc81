import { HttpError } from '../contract/errors.ts'

/** No route is there for a request. */
export interface RouteMiss {
  readonly route?: undefined
  /** The methods that there are routes of the path for. */
  readonly allowed: ReadonlySet<string>
  /** 404, or 405 with `Allow` when there are routes for other methods of the path. */
  readonly error: HttpError
}

/** Says that no route is there, only routes for other methods. */
export function routeMiss(allowed: ReadonlySet<string>): RouteMiss {
  return {
    allowed,
    // Most misses are answered by somebody else, and an error costs a stack trace.
    get error() {
      return allowed.size === 0 ? notFound() : methodNotAllowed([...allowed])
    },
  }
}

function notFound(): HttpError {
  return new HttpError(404, 'Not Found', { detail: 'There is nothing at this path.' })
}

function methodNotAllowed(allowed: readonly string[]): HttpError {
  const allow = allowed.join(', ')
  return new HttpError(405, 'Method Not Allowed', {
    detail: `This path takes ${allow}.`,
    headers: { allow },
  })
}
