import { getRequestListener } from '@hono/node-server'
import { type ConformanceOptions, listen } from '@sluice/conformance'
import { honoOnNodeCapabilities, mount, toHonoHandler } from '@sluice/hono'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Hono on `@hono/node-server`, as its users mount it. */
export const honoAdapter: ConformanceOptions = {
  name: 'hono',
  capabilities: honoOnNodeCapabilities,
  protocols: ['http1', 'https1', 'h2c', 'h2'],
  start: (suite) => {
    const app = new Hono()
    const router = new Hono()
    app.use(async (c, next) => {
      for (const [name, value] of suite.frameworkHeaders) c.header(name, value, { append: true })
      await next()
    })
    for (const { method, path, handler, options } of suite.routes)
      router[method](path, toHonoHandler(handler, options))
    mount(router, suite.api)
    app.route(suite.prefix, router)
    app.onError((error, c) => {
      const { status, body } = suite.frameworkError(error)
      return c.body(body, status as ContentfulStatusCode)
    })
    return listen(suite, getRequestListener(app.fetch))
  },
}
