import { getRequestListener } from '@hono/node-server'
import { type ConformanceOptions, listen, matchRoute, prefixedApi } from '@sluice/conformance'
import { createRouter, fetchOnNodeCapabilities, mount, toFetchHandler } from '@sluice/fetch'

/** A fetch handler on `@hono/node-server`, as its users mount it. */
export const fetchAdapter: ConformanceOptions = {
  name: 'fetch',
  capabilities: fetchOnNodeCapabilities,
  start: (suite) => {
    const router = createRouter({
      fallback: (request, env) => {
        const match = matchRoute(suite, request.method, new URL(request.url).pathname)
        if (match === undefined) return new Response(null, { status: 404 })
        const { errors, ...options } = match.route.options
        const params = (): Record<string, string> => match.params
        const handler = toFetchHandler<[env: unknown]>(match.route.handler, { ...options, params })
        return handler(request, env)
      },
    })
    mount(router, prefixedApi(suite))
    return listen(
      suite,
      getRequestListener(async (request, env) => {
        const response = await router.fetch(request, env)
        for (const [name, value] of suite.frameworkHeaders) {
          if (name === 'set-cookie' || !response.headers.has(name)) response.headers.append(name, value)
        }
        return response
      }),
    )
  },
}
