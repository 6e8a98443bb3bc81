import { type ConformanceOptions, listen } from '@sluice/conformance'
import { expressCapabilities, mount, toExpressHandler } from '@sluice/express'
import express, { type ErrorRequestHandler } from 'express'

/** Express, as its users mount it. */
export const expressAdapter: ConformanceOptions = {
  name: 'express',
  capabilities: expressCapabilities,
  protocols: ['http1', 'https1'],
  start: (suite) => {
    const app = express()
    // Express would name itself in a header.
    app.disable('x-powered-by')
    const router = express.Router()
    app.use((_req, res, next) => {
      for (const [name, value] of suite.frameworkHeaders) res.append(name, value)
      next()
    })
    for (const { method, path, handler, options } of suite.routes)
      router[method](path, toExpressHandler(handler, options))
    mount(router, suite.api)
    app.use(suite.prefix, router)
    const onError: ErrorRequestHandler = (error, _req, res, _next) => {
      const { status, body } = suite.frameworkError(error)
      res.status(status).send(body)
    }
    app.use(onError)
    return listen(suite, app)
  },
}
