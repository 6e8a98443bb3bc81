import type { Context } from '../context/context.ts'
import { stream } from '../response/stream.ts'
import { checkSchema } from '../schema/check-schema.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import { encodeData } from './encode-data.ts'
import type { SendableSchema } from './event-types.ts'
import type { OperationResponse, Responder } from './operation-response.ts'
import { statusOr200 } from './response-options.ts'

/** Options of `json`. */
export interface JsonOptions {
  /** What the answer is, for the documentation. */
  readonly description?: string
  /** 200 by default. */
  readonly status?: number
}

/** What an operation answers with that returns one value: made by `json`. */
export interface JsonResponse<Value extends StandardSchema> extends OperationResponse {
  readonly value: Value
}

/**
 * One JSON value, which the handler returns. It is checked against its schema before anything is
 * sent: one that does not match is a 500, since the client is not to blame.
 *
 * @example response: json(z.object({ ok: z.boolean() }))
 * @throws {InvalidArgumentError} when an option is not what it should be
 */
export function json<Value extends StandardSchema>(
  value: Value & SendableSchema<Value>,
  options: JsonOptions = {},
): JsonResponse<Value> {
  checkSchema('the response', value)
  return {
    value,
    status: statusOr200(options.status),
    description: options.description ?? 'The answer.',
    representations: [{ mediaType: 'application/json', shape: { kind: 'content', schema: value } }],
    open: (ctx: Context): Responder => ({
      async respond(operation, input) {
        const text = encodeData('the response', await operation.handler(ctx, input, undefined), value)
        const bytes = new TextEncoder().encode(text)
        const headers = { 'content-type': 'application/json', 'content-length': bytes.length }
        return stream(({ writer }) => writer.write(bytes), {
          headers,
          settled: ctx.method === 'HEAD',
        })
      },
    }),
  }
}
