import Router from '@koa/router'
import { describeConformance, listen } from '@sluice/conformance'
import { koaCapabilities, toKoaMiddleware } from '@sluice/koa'
import Koa from 'koa'

describeConformance({
  name: 'koa',
  capabilities: koaCapabilities,
  protocols: ['http1', 'https1', 'h2c', 'h2'],
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
})
