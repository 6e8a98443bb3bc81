import { describeConformance, listen } from '@sluice/conformance'
import { expressCapabilities, toExpressHandler } from '@sluice/express'
import express, { type ErrorRequestHandler } from 'express'

describeConformance({
  name: 'express',
  capabilities: expressCapabilities,
  protocols: ['http1', 'https1'],
  start: (mount) => {
    const app = express()
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
})
