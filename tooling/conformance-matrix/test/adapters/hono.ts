import { getRequestListener } from '@hono/node-server'
import { type DifferentialAdapter, listen } from '@sluice/conformance'
import { honoOnNodeCapabilities, toHonoHandler } from '@sluice/hono'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Hono on @hono/node-server, as its users mount it. */
export const honoAdapter: DifferentialAdapter = {
  name: 'hono',
  capabilities: honoOnNodeCapabilities,
  start: (mount) => {
    const app = new Hono()
    const router = new Hono()
    app.use(async (c, next) => {
      for (const [name, value] of mount.frameworkHeaders) c.header(name, value, { append: true })
      await next()
    })
    for (const { method, path, handler, options } of mount.routes)
      router[method](path, toHonoHandler(handler, options))
    app.route(mount.prefix, router)
    app.onError((error, c) => {
      const { status, body } = mount.frameworkError(error)
      return c.body(body, status as ContentfulStatusCode)
    })
    return listen(mount, getRequestListener(app.fetch))
  },
}
