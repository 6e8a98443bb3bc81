import { type DifferentialAdapter, listen, matchRoute } from '@sluice/conformance'
import { nodeCapabilities, toNodeListener } from '@sluice/node'

/** Plain node:http, as its users mount it. */
export const nodeAdapter: DifferentialAdapter = {
  name: 'node',
  capabilities: nodeCapabilities,
  start: (mount) =>
    listen(mount, (req, res) => {
      for (const [name, value] of mount.frameworkHeaders) res.appendHeader(name, value)
      const match = matchRoute(mount, req.method ?? 'GET', req.url ?? '/')
      if (match === undefined) return void res.writeHead(404).end()
      const { errors, ...options } = match.route.options
      toNodeListener(match.route.handler, { ...options, params: () => match.params })(req, res)
    }),
}
