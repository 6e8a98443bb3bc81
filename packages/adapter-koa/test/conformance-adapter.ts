import Router from '@koa/router'
import { type ConformanceOptions, listen } from '@sluice/conformance'
import { koaCapabilities, mount, toKoaMiddleware } from '@sluice/koa'
import Koa from 'koa'

/** Koa, as its users mount it. */
export const koaAdapter: ConformanceOptions = {
  name: 'koa',
  capabilities: koaCapabilities,
  protocols: ['http1', 'https1', 'h2c', 'h2'],
  start: (suite) => {
    const app = new Koa()
    const router = new Router({ prefix: suite.prefix })
    app.on('error', suite.frameworkError)
    app.use(async (ctx, next) => {
      for (const [name, value] of suite.frameworkHeaders) ctx.append(name, value)
      try {
        await next()
      } catch (error) {
        Object.assign(ctx, suite.frameworkError(error))
      }
    })
    for (const { method, path, handler, options } of suite.routes)
      router[method](path, toKoaMiddleware(handler, options))
    mount(router, suite.api)
    app.use(router.routes()).use(router.allowedMethods())
    return listen(suite, app.callback())
  },
}
