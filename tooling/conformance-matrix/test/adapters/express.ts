import { type DifferentialAdapter, listen } from '@sluice/conformance'
import { expressCapabilities, toExpressHandler } from '@sluice/express'
import express, { type ErrorRequestHandler } from 'express'

/** Express, as its users mount it. */
export const expressAdapter: DifferentialAdapter = {
  name: 'express',
  capabilities: expressCapabilities,
  start: (mount) => {
    const app = express()
    // Express would name itself in a header.
    app.disable('x-powered-by')
    const router = express.Router()
    app.use((_req, res, next) => {
      for (const [name, value] of mount.frameworkHeaders) res.append(name, value)
      next()
    })
    for (const { method, path, handler, options } of mount.routes)
      router[method](path, toExpressHandler(handler, options))
    app.use(mount.prefix, router)
    const onError: ErrorRequestHandler = (error, _req, res, _next) => {
      const { status, body } = mount.frameworkError(error)
      res.status(status).send(body)
    }
    app.use(onError)
    return listen(mount, app)
  },
}
