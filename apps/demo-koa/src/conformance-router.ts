import Router from '@koa/router'
import { createMount } from '@sluice/conformance/routes'
import { koaCapabilities, mount, toKoaMiddleware } from '@sluice/koa'

/** The routes of the conformance suite, under their prefix. */
export async function conformanceRouter(): Promise<Router> {
  const suite = await createMount('http1', koaCapabilities)
  const router = new Router({ prefix: suite.prefix })
  router.use(async (ctx, next) => {
    for (const [name, value] of suite.frameworkHeaders) ctx.append(name, value)
    try {
      await next()
    } catch (error) {
      const { status, body } = suite.frameworkError(error)
      ctx.status = status
      ctx.body = body
    }
  })
  for (const { method, path, handler, options } of suite.routes)
    router[method](path, toKoaMiddleware(handler, options))
  mount(router, suite.api)
  return router
}
