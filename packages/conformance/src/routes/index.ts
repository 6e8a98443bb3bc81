export { conformancePrefix, createMount, frameworkHeaders } from './create-mount.ts'
export { matchRoute, type RouteMatch } from '../mount/match-route.ts'
export type { ConformanceMount, ConformanceRoute, FrameworkErrorAnswer } from '../mount/mount.ts'
export type { Protocol } from '../mount/protocol.ts'
