import type { Context } from '../context/context.ts'
import { InvalidArgumentError } from '../contract/errors.ts'
import type { StreamHandler, StreamResponse } from './stream.ts'

/**
 * Code around a handler that knows no router: may look at the request, set headers and values,
 * answer itself, fail, or change the response that `next()` resolves to. The body runs after it.
 */
export type Middleware = (
  ctx: Context,
  next: () => Promise<StreamResponse>,
) => StreamResponse | Promise<StreamResponse>

/**
 * Puts middleware around a handler; the first is outermost.
 *
 * @example const handler = compose([requestId, requireUser], hello)
 * @throws {InvalidArgumentError} (rejects) when a middleware calls `next` twice
 */
export function compose(middleware: readonly Middleware[], handler: StreamHandler): StreamHandler {
  return middleware.reduceRight<StreamHandler>((inner, outer) => {
    return (ctx) => {
      let called = false
      return outer(ctx, async () => {
        if (called)
          throw new InvalidArgumentError(
            'A middleware called next() twice: the handler runs once per request.',
          )
        called = true
        return inner(ctx)
      })
    }
  }, handler)
}
