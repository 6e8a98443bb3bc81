import type { Context } from '../context/context.ts'
import { HttpError } from '../contract/errors.ts'
import { runHook } from './run-hook.ts'
import type { ServeOptions } from './serve-options.ts'

/** Tells the hook of a failure, or the console when there is none or it breaks itself (clause E3). */
export function reportError(error: unknown, ctx: Context, onError: ServeOptions['onError'] = logError): void {
  runHook(
    () => onError(error, ctx),
    (hookError) => {
      console.error('[sluice] onError failed:', hookError)
      logError(error, ctx)
    },
  )
}

/** Failures that nobody threw on purpose go to the console. */
function logError(error: unknown, ctx: Context): void {
  if (error instanceof HttpError && error.status < 500) return
  console.error(`[sluice] ${ctx.method} ${ctx.target} failed:`, error)
}
