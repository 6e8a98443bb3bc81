import { type Capability, nativeKind, runExchange, type ServeOptions, type StreamHandler } from '@sluice/core'
import { pathOf, RouteTable } from '@sluice/core/routing'
import { nodeCapabilities, NodeExchange, NodeRequestView } from '@sluice/node'

import { listen } from '../../src/mount/listen.ts'
import { matchRoute } from '../../src/mount/match-route.ts'
import type { ConformanceMount, StartServer } from '../../src/mount/mount.ts'
import { prefixedApi } from '../../src/mount/prefixed-api.ts'
import type { Flaw } from './flaw.ts'

/** What the adapter below can do: it comes with a framework, of ten lines. */
export const brokenCapabilities: ReadonlySet<Capability> = new Set<Capability>([
  ...nodeCapabilities,
  'frameworkErrors',
])

/** Routes by which the suite looks at the server: they stay sound. */
const controls = new Set(['/info', '/observe', '/mark', '/counters', '/drain'])

const kind = nativeKind<undefined>('broken')

/** What a request is for. */
interface Found {
  readonly handler: StreamHandler
  readonly options: ServeOptions
  readonly params: () => Readonly<Record<string, string>>
  readonly flaw: Partial<Flaw>
}

/** Starts a server of a sound adapter on `node:http`, broken in one way if a flaw is given. */
export function startBroken(flaw: Partial<Flaw>): StartServer {
  return (mount) => {
    const find = createRouter(mount, flaw)
    return listen(mount, (req, res) => {
      for (const [name, value] of mount.frameworkHeaders) res.appendHeader(name, value)
      const found = find(req.method ?? 'GET', req.url ?? '/')
      if (found === undefined) return void res.writeHead(404).end()
      const view = new NodeRequestView(req)
      Object.defineProperty(view, 'params', { get: found.params, configurable: true })
      const exchange = new NodeExchange(req, res, {
        native: kind.wrap(undefined),
        request: view,
        capabilities: brokenCapabilities,
      })
      const { flaw: broken } = found
      const options = broken.options?.(found.options) ?? found.options
      const handler = broken.handler?.(found.handler, options) ?? found.handler
      runExchange(broken.exchange?.(exchange, req, res) ?? exchange, handler, options).catch(
        (error: unknown) => {
          const { status, body } = mount.frameworkError(error)
          res.statusCode = status
          res.end(body)
        },
      )
    })
  }
}

/** A router of the suite's routes and its api. */
function createRouter(
  mount: ConformanceMount,
  flaw: Partial<Flaw>,
): (method: string, target: string) => Found | undefined {
  const table = new RouteTable(prefixedApi(mount).routes)
  return (method, target) => {
    const match = matchRoute(mount, method, target)
    if (match !== undefined) {
      const { params, route } = match
      return { ...route, params: () => params, flaw: controls.has(route.path) ? {} : flaw }
    }
    const found = table.find(method, pathOf(target))
    if (found.route === undefined) return undefined
    if (flaw.finds?.(method, found.route.path.source.slice(mount.prefix.length)) === false) return undefined
    return { ...found.route, params: found.params, flaw }
  }
}
