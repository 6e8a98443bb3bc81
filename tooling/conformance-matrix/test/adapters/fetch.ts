import { getRequestListener } from '@hono/node-server'
import { type DifferentialAdapter, listen, matchRoute } from '@sluice/conformance'
import { fetchOnNodeCapabilities, toFetchHandler } from '@sluice/fetch'

/** A fetch handler on @hono/node-server, as its users mount it. */
export const fetchAdapter: DifferentialAdapter = {
  name: 'fetch',
  capabilities: fetchOnNodeCapabilities,
  start: (mount) =>
    listen(
      mount,
      getRequestListener(async (request, env) => {
        const { pathname } = new URL(request.url)
        const match = matchRoute(mount, request.method, pathname)
        if (match === undefined) return new Response(null, { status: 404 })
        const { errors, ...options } = match.route.options
        const handler = toFetchHandler(match.route.handler, {
          ...options,
          params: (_request: Request, _env: unknown) => match.params,
        })
        const response = await handler(request, env)
        for (const [name, value] of mount.frameworkHeaders) {
          if (name === 'set-cookie' || !response.headers.has(name)) response.headers.append(name, value)
        }
        return response
      }),
    ),
}
