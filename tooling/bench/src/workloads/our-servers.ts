import type { ServerId } from '../servers/all-servers.ts'

/** Our adapters that write to Node's own response. */
export const ON_NODE: readonly ServerId[] = ['sluice-node', 'sluice-express', 'sluice-koa']

/** The same, with each event checked. */
export const ON_NODE_CHECKED: readonly ServerId[] = [
  'sluice-node-checked',
  'sluice-express-checked',
  'sluice-koa-checked',
]

/** Our adapter for Hono, on `@hono/node-server`. */
export const ON_HONO: readonly ServerId[] = ['sluice-hono']
