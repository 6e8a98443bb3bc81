import type { Context } from '../context/context.ts'
import type { OperationResponse } from '../formats/operation-response.ts'
import { compose, type Middleware } from '../response/middleware.ts'
import type { StreamHandler } from '../response/stream.ts'
import { Negotiator } from './negotiator.ts'
import { type InputPlan, readInput } from './read-input.ts'

/**
 * An operation as a handler: middleware, then the choice of a representation (clause O2), then the
 * input (O1), then `before`, then the handler. Nothing is sent before the last.
 */
export function toHandler(plan: InputPlan, middleware: readonly Middleware[]): StreamHandler {
  const { operation } = plan
  const { response } = operation
  const negotiator = response.choose === undefined ? new Negotiator(response.representations) : undefined
  const handler = compose([...middleware, ...(operation.middleware ?? [])], async (ctx) => {
    const negotiated = negotiator?.choose(ctx)
    const opened = response.open(ctx)
    const responder = 'then' in opened ? await opened : opened
    const input = await readInput(ctx, plan, responder.issues)
    // Set here, and not by what it returns, so that `before` and the handler may say otherwise.
    if (response.status !== 200) ctx.status = response.status
    if (operation.before !== undefined) await operation.before(ctx, input)
    const mediaType = negotiated ?? chosen(ctx, response, input)
    return responder.respond(operation, input, mediaType)
  })
  return (ctx) => {
    // A parameter that cannot be decoded is a 400, whether or not anyone asks for it (clause R1).
    void ctx.params
    return handler(ctx)
  }
}

/** By the operation. */
function chosen(ctx: Context, { choose, representations }: OperationResponse, input: unknown): string {
  const mediaType = choose?.(input, ctx) ?? ''
  if (representations.some((offered) => offered.mediaType === mediaType)) return mediaType
  throw new TypeError(`choose() returned ${JSON.stringify(mediaType)}, which the operation does not offer.`)
}
