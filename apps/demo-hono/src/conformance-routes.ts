import { createMount } from '@sluice/conformance/routes'
import { honoOnNodeCapabilities, toHonoHandler } from '@sluice/hono'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** The routes of the conformance suite, to be mounted at `/conformance`. */
export async function conformanceRoutes(): Promise<Hono> {
  const mount = await createMount('http1', honoOnNodeCapabilities)
  const routes = new Hono()
  routes.use(async (c, next) => {
    for (const [name, value] of mount.frameworkHeaders) c.header(name, value, { append: true })
    await next()
  })
  routes.onError((error, c) => {
    const { status, body } = mount.frameworkError(error)
    return c.body(body, status as ContentfulStatusCode)
  })
  for (const { method, path, handler, options } of mount.routes)
    routes[method](path, toHonoHandler(handler, options))
  return routes
}
