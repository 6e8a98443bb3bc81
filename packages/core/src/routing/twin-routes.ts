import type { Route } from './route-order.ts'

/** The first two routes of which no request could tell which one it is for. */
export function twinRoutes<R extends Route>(routes: Iterable<R>): readonly [R, R] | undefined {
  const seen = new Map<string, R>()
  for (const route of routes) {
    const key = `${route.method} ${JSON.stringify(shapeOf(route))}`
    const twin = seen.get(key)
    if (twin !== undefined) return [twin, route]
    seen.set(key, route)
  }
  return undefined
}

/** The template without the names of its parameters, which decide nothing. */
function shapeOf({ path }: Route): unknown {
  return path.segments.map((segment) => segment.map((piece) => ('literal' in piece ? piece.literal : {})))
}
