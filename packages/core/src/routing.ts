export {
  decodeParams,
  matchLoosely,
  matchMounted,
  matchPath,
  pathOf,
  withoutParams,
} from './routing/match-path.ts'
export type { EncodedParams } from './routing/match-segment.ts'
export {
  parsePathTemplate,
  type PathPiece,
  type PathSegment,
  type PathTemplate,
} from './routing/path-template.ts'
export type { RouteMiss } from './routing/route-miss.ts'
export { inMatchOrder, type Route } from './routing/route-order.ts'
export { type RouteMatch, RouteTable } from './routing/route-table.ts'
export { RouteTables } from './routing/route-tables.ts'
export { browserForm } from './routing/wire-form.ts'
