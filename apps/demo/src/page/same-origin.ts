import { HttpError, type Middleware } from '@sluice/core'

/**
 * Lets nobody but the page itself ask for anything: no other site that is open in the same browser (by `Origin`), and
 * none that has made its own name mean this machine (by `Host`).
 */
export const sameOrigin: Middleware = (ctx, next) => {
  const { host, headers } = ctx
  const hostname = host.replace(/:\d+$/, '')
  const origin = headers.get('origin')
  const isOurs = hostname === 'localhost' || hostname === '127.0.0.1'
  if (!isOurs || (origin !== null && origin !== undefined && origin !== `http://${host}`)) {
    throw new HttpError(403, 'Forbidden', { detail: 'Only the page of the demos may ask for this.' })
  }
  return next()
}
