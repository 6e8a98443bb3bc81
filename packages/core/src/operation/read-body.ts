import type { Context } from '../context/context.ts'
import { HttpError, InvalidArgumentError } from '../contract/errors.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import { isMediaRange, isUtf8, type MediaType, parseMediaType, specificity } from './media-type.ts'

/** The body of an operation that the handler reads itself, as bytes: made by `rawBody`. */
export interface RawBody {
  readonly kind: 'raw'
  /** Media types that are taken, wildcards allowed, for example `image/*`. */
  readonly mediaTypes: readonly string[]
}

/** Whether a body is read by the handler. A schema is known by its own mark: those of ArkType have a `kind` too. */
export function isRawBody(body: StandardSchema | RawBody): body is RawBody {
  return !('~standard' in body)
}

/**
 * In place of a schema: the handler gets the request body as it comes, of these media types, or of
 * any if none is named. `image/*` takes every image; a parameter has to be there as it is given.
 *
 * @example body: rawBody('text/plain', 'image/*')
 * @throws {InvalidArgumentError} when one is not a media type
 */
export function rawBody(...mediaTypes: string[]): RawBody {
  mediaTypes.forEach(toRange)
  return { kind: 'raw', mediaTypes: mediaTypes.length === 0 ? ['*/*'] : mediaTypes }
}

/**
 * Checks that the request body is of a type that is taken. One without a type counts as
 * `application/octet-stream`, as RFC 9110 section 8.3 allows.
 * @throws {HttpError} 415, with `accept` listing what is taken (RFC 9110 section 15.5.16)
 */
export function checkRawBody(ctx: Context, { mediaTypes }: RawBody): void {
  const type = parseMediaType(ctx.headers.get('content-type') ?? 'application/octet-stream')
  if (type !== undefined && mediaTypes.some((taken) => specificity(toRange(taken), type) !== undefined))
    return
  throw unsupported(`The request body has to be ${mediaTypes.join(' or ')}.`, 'accept', mediaTypes.join(', '))
}

/**
 * Reads the JSON in the request body, at most `limit` bytes of it, for a schema to check: of type
 * `application/json` or any that ends in `+json`, in UTF-8 (RFC 8259 section 8.1). Without a type
 * and without a byte there is no body, which is `undefined`: the schema decides whether that will do.
 *
 * @throws {HttpError} 415 when it is of another type, charset or content coding (RFC 9110 section
 *   15.5.16); 400 when it is not JSON or not UTF-8
 * @throws {BodyTooLargeError} 413 past the limit
 */
export async function readJsonBody(ctx: Context, limit: number): Promise<unknown> {
  const contentType = ctx.headers.get('content-type')
  if (contentType === undefined) {
    for await (const chunk of ctx.body) {
      if (chunk.length > 0) throw notJson()
    }
    return undefined
  }
  if (!isJson(parseMediaType(contentType))) throw notJson()
  const coding = ctx.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (coding !== 'identity') {
    throw unsupported('The request body has to come without a content coding.', 'accept-encoding', 'identity')
  }
  return ctx.body.json({ limit })
}

function isJson(type: MediaType | undefined): boolean {
  if (type === undefined) return false
  const { subtype, parameters } = type
  return (
    isUtf8(parameters.get('charset') ?? 'utf-8') &&
    ((type.type === 'application' && subtype === 'json') || subtype.endsWith('+json'))
  )
}

function toRange(text: string): MediaType {
  const range = parseMediaType(text)
  if (range !== undefined && isMediaRange(range)) return range
  throw new InvalidArgumentError(
    `rawBody takes media types such as 'text/plain', 'image/*' or '*/*', not ${JSON.stringify(text)}.`,
  )
}

function notJson(): HttpError {
  return unsupported(
    'The request body has to be JSON in UTF-8, with a content-type of application/json or one that ends in +json.',
    'accept',
    'application/json, application/*+json',
  )
}

function unsupported(detail: string, header: 'accept' | 'accept-encoding', taken: string): HttpError {
  return new HttpError(415, 'Unsupported Media Type', { detail, headers: { [header]: taken } })
}
