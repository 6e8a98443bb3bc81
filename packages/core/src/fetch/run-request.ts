import type { Capability } from '../contract/capability.ts'
import type { MultipartParser } from '../contract/form.ts'
import { nativeKind } from '../exchange/native-kind.ts'
import { startExchange } from '../exchange/run-exchange.ts'
import { checkServeOptions, type ServeOptions } from '../exchange/serve-options.ts'
import type { StreamHandler } from '../response/stream.ts'
import { answered } from './answered.ts'
import { toHeaders } from './to-headers.ts'
import { webCapabilities, WebExchange } from './web-exchange.ts'

/** How to run a handler in memory. */
export interface RunRequestOptions extends ServeOptions {
  /** Reads forms, as `@sluice/multipart` does: without it `ctx.form()` throws `NotSupportedError`. */
  readonly parseMultipart?: MultipartParser
}

const kind = nativeKind<Request>('in-memory')

/**
 * Runs a handler on a request in memory, with no server and no platform: a client that is a function
 * call. Resolves when the head is settled; the body streams behind it, at the pace at which it is read.
 *
 * Aborting the request's signal, or cancelling the body, is the client leaving. If that comes before
 * the head, the response is an empty 499. A failure after the head errors the body (clause E2), and is
 * the `cause` of that error.
 *
 * @param params the path parameters that a router would have found, percent-decoded
 * @throws {NotSupportedError} (rejects) with `errors: 'framework'`: there is no framework here
 * @throws {InvalidArgumentError} (rejects) when an option is not what it should be
 */
export async function runRequest(
  request: Request,
  handler: StreamHandler,
  params: Readonly<Record<string, string>> = {},
  options: RunRequestOptions = {},
): Promise<Response> {
  const { parseMultipart } = options
  const capabilities = capabilitiesWith(parseMultipart)
  checkServeOptions(options, capabilities)
  return answered((answer, end) => {
    const exchange = new WebExchange(request, {
      native: kind.wrap(request),
      answer: ({ status, headers: entries }) => {
        const headers = toHeaders(entries)
        return (body) => answer(new Response(body, { status, headers }))
      },
      params: () => params,
      // A client keeps the fragment to itself (RFC 9110 section 7.1); a `Request` does not.
      rawTarget: request.url.replace(/#.*$/s, ''),
      capabilities,
      parseMultipart,
      tellsCause: true,
    })
    startExchange(exchange, handler, options, end)
  })
}

function capabilitiesWith(parseMultipart: MultipartParser | undefined): ReadonlySet<Capability> {
  return parseMultipart === undefined
    ? webCapabilities
    : new Set<Capability>([...webCapabilities, 'multipart'])
}
