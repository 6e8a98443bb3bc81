import { createMount } from '@sluice/conformance/routes'
import { expressCapabilities, toExpressHandler } from '@sluice/express'
import { type NextFunction, type Request, type Response, Router } from 'express'

/** The routes of the conformance suite, to be mounted at `/conformance`. */
export async function conformanceRouter(): Promise<Router> {
  const mount = await createMount('http1', expressCapabilities)
  const router = Router()
  router.use((_req, res, next) => {
    for (const [name, value] of mount.frameworkHeaders) res.append(name, value)
    next()
  })
  for (const { method, path, handler, options } of mount.routes)
    router[method](path, toExpressHandler(handler, options))
  router.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    const { status, body } = mount.frameworkError(error)
    res.status(status).send(body)
  })
  return router
}
