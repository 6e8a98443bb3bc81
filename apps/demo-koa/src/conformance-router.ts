import Router from '@koa/router'
import { createMount } from '@sluice/conformance/routes'
import { koaCapabilities, toKoaMiddleware } from '@sluice/koa'

/** The routes of the conformance suite, under their prefix. */
export async function conformanceRouter(): Promise<Router> {
  const mount = await createMount('http1', koaCapabilities)
  const router = new Router({ prefix: mount.prefix })
  router.use(async (ctx, next) => {
    for (const [name, value] of mount.frameworkHeaders) ctx.append(name, value)
    try {
      await next()
    } catch (error) {
      const { status, body } = mount.frameworkError(error)
      ctx.status = status
      ctx.body = body
    }
  })
  for (const { method, path, handler, options } of mount.routes)
    router[method](path, toKoaMiddleware(handler, options))
  return router
}
