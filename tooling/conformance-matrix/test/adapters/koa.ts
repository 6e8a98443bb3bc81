import Router from '@koa/router'
import { type DifferentialAdapter, listen } from '@sluice/conformance'
import { koaCapabilities, toKoaMiddleware } from '@sluice/koa'
import Koa from 'koa'

/** Koa, as its users mount it. */
export const koaAdapter: DifferentialAdapter = {
  name: 'koa',
  capabilities: koaCapabilities,
  start: (mount) => {
    const app = new Koa()
    const router = new Router({ prefix: mount.prefix })
    app.on('error', mount.frameworkError)
    app.use(async (ctx, next) => {
      for (const [name, value] of mount.frameworkHeaders) ctx.append(name, value)
      try {
        await next()
      } catch (error) {
        Object.assign(ctx, mount.frameworkError(error))
      }
    })
    for (const { method, path, handler, options } of mount.routes)
      router[method](path, toKoaMiddleware(handler, options))
    app.use(router.routes())
    return listen(mount, app.callback())
  },
}
