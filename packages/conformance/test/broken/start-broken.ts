import { type Capability, nativeKind, runExchange } from '@sluice/core'
import { nodeCapabilities, NodeExchange, NodeRequestView } from '@sluice/node'

import { listen } from '../../src/mount/listen.ts'
import { matchRoute } from '../../src/mount/match-route.ts'
import type { StartServer } from '../../src/mount/mount.ts'
import type { Flaw } from './flaw.ts'

/** What the adapter below can do: it comes with a framework, of ten lines. */
export const brokenCapabilities: ReadonlySet<Capability> = new Set<Capability>([
  ...nodeCapabilities,
  'frameworkErrors',
])

/** Routes by which the suite looks at the server: they stay sound. */
const controls = new Set(['/info', '/observe', '/mark', '/counters', '/drain'])

const kind = nativeKind<undefined>('broken')

/** Starts a server of a sound adapter on `node:http`, broken in one way if a flaw is given. */
export function startBroken(flaw: Partial<Flaw>): StartServer {
  return (mount) =>
    listen(mount, (req, res) => {
      for (const [name, value] of mount.frameworkHeaders) res.appendHeader(name, value)
      const match = matchRoute(mount, req.method ?? 'GET', req.url ?? '/')
      if (match === undefined) return void res.writeHead(404).end()
      const { route, params } = match
      const broken = controls.has(route.path) ? {} : flaw
      const view = new NodeRequestView(req)
      Object.defineProperty(view, 'params', { value: params })
      const exchange = new NodeExchange(req, res, {
        native: kind.wrap(undefined),
        request: view,
        capabilities: brokenCapabilities,
      })
      const options = broken.options?.(route.options) ?? route.options
      const handler = broken.handler?.(route.handler, options) ?? route.handler
      runExchange(broken.exchange?.(exchange, req, res) ?? exchange, handler, options).catch(
        (error: unknown) => {
          const { status, body } = mount.frameworkError(error)
          res.statusCode = status
          res.end(body)
        },
      )
    })
}
