import type { ServerResponse } from 'node:http'
import { type ConformanceOptions, listen, matchRoute, prefixedApi } from '@sluice/conformance'
import { mount, nodeCapabilities, toNodeListener } from '@sluice/node'

/** Plain `node:http` and `node:http2`, as their users mount it. */
export const nodeAdapter: ConformanceOptions = nodeAdapterBehind(() => {})

/** The same behind a middleware that gets each response first. */
export function nodeAdapterBehind(middleware: (res: ServerResponse) => void): ConformanceOptions {
  return {
    name: 'node',
    capabilities: nodeCapabilities,
    protocols: ['http1', 'https1', 'h2c', 'h2'],
    start: (suite) =>
      listen(
        suite,
        (req, res) => {
          const match = matchRoute(suite, req.method ?? 'GET', req.url ?? '/')
          if (match === undefined) return void res.writeHead(404).end()
          const { errors, ...options } = match.route.options
          toNodeListener(match.route.handler, { ...options, params: () => match.params })(req, res)
        },
        (server) => {
          mount(server, prefixedApi(suite))
          server.prependListener('request', (_req, res) => {
            middleware(res)
            for (const [name, value] of suite.frameworkHeaders) res.appendHeader(name, value)
          })
        },
      ),
  }
}
