import type { Context } from '../context/context.ts'
import { InvalidArgumentError } from '../contract/errors.ts'
import type { StreamResponse } from '../response/stream.ts'
import { checkSchema } from '../schema/check-schema.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import type { OperationResponse, Responder } from './operation-response.ts'
import { statusOr200 } from './response-options.ts'

/** Options of `content`. */
export interface ContentOptions {
  /** What the answer is, for the documentation. */
  readonly description?: string
  /** 200 by default. */
  readonly status?: number
  /** What the body holds, for the documentation; it is not checked. */
  readonly schema?: StandardSchema
}

/** What an operation answers with that writes its own bytes: made by `content`. */
export interface ContentResponse extends OperationResponse {
  readonly mediaType: string
}

/**
 * Bytes or text of one media type, written by the `stream(body)` that the handler returns.
 *
 * @param contentType as it is sent, for example `text/csv; charset=utf-8`
 * @example response: content('text/csv'), handler: () => stream(async function* () { yield 'a,b\n' })
 * @throws {InvalidArgumentError} when it is no media type, or an option is not what it should be
 */
export function content(contentType: string, options: ContentOptions = {}): ContentResponse {
  const mediaType = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase()
  if (!/^[^\s/]+\/[^\s/]+$/.test(mediaType)) {
    throw new InvalidArgumentError(
      `content() takes a media type such as 'text/csv', not ${JSON.stringify(contentType)}.`,
    )
  }
  const { schema, status, description = 'The content.' } = options
  if (schema !== undefined) checkSchema('the content', schema)
  return {
    mediaType,
    status: statusOr200(status),
    description,
    representations: [{ mediaType, shape: { kind: 'content', ...(schema === undefined ? {} : { schema }) } }],
    open: (ctx: Context): Responder => ({
      async respond(operation, input) {
        // What it returns, nothing included, is checked where every handler's is: by whoever runs it.
        const response = (await operation.handler(ctx, input, undefined)) as StreamResponse
        return { ...response, headers: { 'content-type': contentType, ...response?.headers } }
      },
    }),
  }
}
