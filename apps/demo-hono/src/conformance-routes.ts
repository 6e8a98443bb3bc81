import { createMount } from '@sluice/conformance/routes'
import { honoOnNodeCapabilities, mount, toHonoHandler } from '@sluice/hono'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** The routes of the conformance suite, to be mounted at `/conformance`. */
export async function conformanceRoutes(): Promise<Hono> {
  const suite = await createMount('http1', honoOnNodeCapabilities)
  const routes = new Hono()
  routes.use(async (c, next) => {
    for (const [name, value] of suite.frameworkHeaders) c.header(name, value, { append: true })
    await next()
  })
  routes.onError((error, c) => {
    const { status, body } = suite.frameworkError(error)
    return c.body(body, status as ContentfulStatusCode)
  })
  for (const { method, path, handler, options } of suite.routes)
    routes[method](path, toHonoHandler(handler, options))
  mount(routes, suite.api)
  return routes
}
