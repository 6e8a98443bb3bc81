import { InvalidArgumentError } from '../contract/errors.ts'
import { decodeParams, matchSegments, segmentsOf } from './match-path.ts'
import type { EncodedParams } from './match-segment.ts'
import { type RouteMiss, routeMiss } from './route-miss.ts'
import { inMatchOrder, type Route } from './route-order.ts'
import { twinRoutes } from './twin-routes.ts'

/** The route that a request is for. */
export interface RouteMatch<R> {
  readonly route: R
  /**
   * The parameters of its path, percent-decoded.
   * @throws {HttpError} 400 when one is not percent-encoded UTF-8
   */
  readonly params: () => Readonly<Record<string, string>>
}

/** Finds the route of a request among many: for adapters that have no router, and for tests in memory. */
export class RouteTable<R extends Route> {
  /** The routes by how many segments their paths have, in the order in which they are tried. */
  readonly #routes: ReadonlyMap<number, readonly R[]>

  /** @throws {InvalidArgumentError} when two routes match the same requests */
  constructor(routes: Iterable<R>) {
    const byLength = new Map<number, R[]>()
    const ordered = inMatchOrder(routes)
    refuseTwins(ordered)
    for (const route of ordered) {
      const { length } = route.path.segments
      const same = byLength.get(length)
      if (same === undefined) byLength.set(length, [route])
      else same.push(route)
    }
    this.#routes = byLength
  }

  /**
   * Finds the first route whose template matches, by `inMatchOrder`, among those for the method.
   * Letters and a trailing slash count.
   *
   * @param path encoded, as it is on the wire, without query
   */
  find(method: string, path: string): RouteMatch<R> | RouteMiss {
    const segments = segmentsOf(path)
    const wanted = method === 'HEAD' ? 'GET' : method
    const allowed = new Set<string>()
    for (const route of this.#routes.get(segments.length) ?? []) {
      const encoded = matchSegments(route.path.segments, segments, 'sensitive')
      if (encoded === undefined) continue
      if (route.method === wanted) return { route, params: decodedOnce(encoded) }
      allowed.add(route.method)
      if (route.method === 'GET') allowed.add('HEAD')
    }
    return routeMiss(allowed)
  }
}

/** Shared, as long as nobody needs another. */
const none: RouteMatch<Route>['params'] = () => ({})

function decodedOnce(encoded: EncodedParams): RouteMatch<Route>['params'] {
  if (encoded.size === 0) return none
  let decoded: Readonly<Record<string, string>> | undefined
  return () => (decoded ??= decodeParams(encoded))
}

function refuseTwins(routes: readonly Route[]): void {
  const twins = twinRoutes(routes)
  if (twins === undefined) return
  const [first, second] = twins
  throw new InvalidArgumentError(
    `${first.method} ${first.path.source} and ${second.method} ${second.path.source} match the same requests: give one of them another path.`,
  )
}
