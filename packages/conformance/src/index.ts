export { type ConformanceOptions, describeConformance } from './describe-conformance.ts'
export { describeDifferential, type DifferentialAdapter } from './differential/describe-differential.ts'
export { type ConformanceServer, listen } from './mount/listen.ts'
export { matchRoute, type RouteMatch } from './mount/match-route.ts'
export type {
  ConformanceMount,
  ConformanceRoute,
  FrameworkErrorAnswer,
  RunningServer,
  StartServer,
} from './mount/mount.ts'
export { prefixedApi } from './mount/prefixed-api.ts'
export type { Protocol } from './mount/protocol.ts'
