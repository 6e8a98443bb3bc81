import type { PathSegment, PathTemplate } from './path-template.ts'

/** What a router needs to know of a route. */
export interface Route {
  /** In upper case. A `GET` route answers `HEAD` too. */
  readonly method: string
  readonly path: PathTemplate
}

/**
 * Puts routes into the order in which they are tried: where one path matches two templates, the one
 * that says more of the first segment in which they differ is tried first. Text says more than text
 * with a parameter in it, and that more than a parameter alone. Routers that take the first route
 * that matches then choose the same one as those that do not.
 */
export function inMatchOrder<R extends Pick<Route, 'path'>>(routes: Iterable<R>): readonly R[] {
  return [...routes].toSorted((a, b) => compareSegments(a.path.segments, b.path.segments))
}

function compareSegments(a: readonly PathSegment[], b: readonly PathSegment[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [left, right] = [literalLength(a[i] ?? []), literalLength(b[i] ?? [])]
    if (left !== right) return left > right ? -1 : 1
  }
  return a.length - b.length
}

/** How many characters a segment says of what it matches: all, if it has no parameter. */
function literalLength(segment: PathSegment): number {
  let length = 0
  let open = false
  for (const piece of segment) {
    if ('param' in piece) open = true
    else length += piece.literal.length
  }
  return open ? length : Number.POSITIVE_INFINITY
}
