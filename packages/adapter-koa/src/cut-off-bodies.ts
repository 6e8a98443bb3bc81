import type { Context as KoaContext } from 'koa'

/** What Node says of a response that ended before its body. */
const CUT_OFF: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ERR_HTTP2_STREAM_ERROR',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
])

/** Where the error handler is kept that a middleware has given to one context. */
const THEIRS: unique symbol = Symbol('onerror')

type FilteredContext = KoaContext & { [THEIRS]?: (error: Error) => void }

/**
 * Koa takes a body that was cut off for an error of the app; core knows why, and has reported it if
 * it was one. Koa offers no other place to filter: `app.on('error')` belongs to the user.
 */
export function ignoreCutOffBodies(koa: FilteredContext): void {
  if (koa.onerror === onerror) return
  if (Object.hasOwn(koa, 'onerror')) koa[THEIRS] = koa.onerror.bind(koa)
  koa.onerror = onerror
}

/**
 * One function for all contexts. A closure each made whole contexts survive minor collections
 * (`tooling/bench`, short-tick: a quarter of the CPU).
 */
function onerror(this: FilteredContext, error: Error): void {
  const answered = this.headerSent || !this.writable
  if (answered && error !== null && 'code' in error && CUT_OFF.has(error.code)) return
  const theirs = this[THEIRS]
  if (theirs === undefined) this.app.context.onerror.call(this, error)
  else theirs(error)
}
