import { HttpError, type Middleware } from '@sluice/core'

/** What this machine calls itself, and nobody else can be called. */
const OURS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Lets nobody but the page itself ask for anything: no other site that is open in the same browser (by `Origin`), and
 * none that has made its own name mean this machine (by `Host`).
 */
export const sameOrigin: Middleware = (ctx, next) => {
  const { host, headers } = ctx
  const origin = headers.get('origin')
  const isOurs = OURS.has(host.replace(/:\d+$/, ''))
  // A browser says it of whatever changes something, and of whatever goes elsewhere; curl never does.
  if (!isOurs || (origin !== undefined && origin !== `http://${host}`)) {
    throw new HttpError(403, 'Forbidden', { detail: 'Only the page of the demos may ask for this.' })
  }
  return next()
}
