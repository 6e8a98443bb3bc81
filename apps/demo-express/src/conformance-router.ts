import { createMount } from '@sluice/conformance/routes'
import { expressCapabilities, mount, toExpressHandler } from '@sluice/express'
import { type NextFunction, type Request, type Response, Router } from 'express'

/** The routes of the conformance suite, to be mounted at `/conformance`. */
export async function conformanceRouter(): Promise<Router> {
  const suite = await createMount('http1', expressCapabilities)
  const router = Router()
  router.use((_req, res, next) => {
    for (const [name, value] of suite.frameworkHeaders) res.append(name, value)
    next()
  })
  for (const { method, path, handler, options } of suite.routes)
    router[method](path, toExpressHandler(handler, options))
  mount(router, suite.api)
  router.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    const { status, body } = suite.frameworkError(error)
    res.status(status).send(body)
  })
  return router
}
