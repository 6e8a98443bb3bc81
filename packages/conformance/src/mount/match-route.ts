import type { ConformanceMount, ConformanceRoute } from './mount.ts'

/** A route that a request belongs to, and its path parameters, percent-decoded. */
export interface RouteMatch {
  readonly route: ConformanceRoute
  readonly params: Record<string, string>
}

/**
 * Finds the route for a request target: the router of servers that have none, such as plain
 * `node:http`. HEAD is served by `get` routes.
 */
export function matchRoute(mount: ConformanceMount, method: string, target: string): RouteMatch | undefined {
  const path = target.split('?', 1)[0] ?? ''
  if (!path.startsWith(`${mount.prefix}/`)) return undefined
  const segments = path.slice(mount.prefix.length).split('/')
  const wanted = method === 'HEAD' ? 'get' : method.toLowerCase()
  for (const route of mount.routes) {
    const params = route.method === wanted ? matchPath(route.path, segments) : undefined
    if (params !== undefined) return { route, params }
  }
  return undefined
}

function matchPath(pattern: string, segments: readonly string[]): Record<string, string> | undefined {
  const parts = pattern.split('/')
  if (parts.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] as string
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(segment)
    else if (part !== segment) return undefined
  }
  return params
}
