import type { Bundle } from './bundle-size.ts'

const CORE = ['@sluice/core', '@sluice/core/*']

/** What the limits of size are about: core with Server-Sent Events, and each adapter without core and framework. */
export const BUNDLES: readonly Bundle[] = [
  {
    name: 'core with event streams',
    source: "export { eventStream, runExchange, stream } from '@sluice/core'",
    external: [],
  },
  {
    name: 'core with operations and documents',
    source: "export { createApi, eventStream, operation, stream } from '@sluice/core'",
    external: [],
  },
  adapter('node', [...CORE, '@sluice/multipart']),
  adapter('express', [...CORE, '@sluice/node', 'express']),
  adapter('koa', [...CORE, '@sluice/node', 'koa', '@koa/router']),
  adapter('hono', [...CORE, '@sluice/fetch', 'hono', '@hono/node-server']),
]

function adapter(name: string, external: readonly string[]): Bundle {
  return { name: `@sluice/${name}`, source: `export * from '@sluice/${name}'`, external }
}
