import type { Context } from '../context/context.ts'
import type { InputIssue } from '../contract/errors.ts'
import type { StreamResponse } from '../response/stream.ts'
import type { Representation } from './representation.ts'

/** The handler of an operation, as whoever calls it sees it: what it takes was checked where it was written. */
export interface OperationHandler {
  handler(ctx: Context, input: unknown, send: unknown): unknown
}

/** Runs the handler for one request. */
export interface Responder {
  /** What is wrong with the request, for the client to learn of together with the rest. */
  readonly issues?: readonly InputIssue[]
  /**
   * @param input what the request's schemas have made of it
   * @param mediaType of the representation that was chosen
   */
  respond(
    operation: OperationHandler,
    input: unknown,
    mediaType: string,
  ): StreamResponse | Promise<StreamResponse>
}

/**
 * What an operation answers with: the media types it offers, and how its handler is run for one of
 * them. Made by `eventStream`, `jsonLines`, `json` and `content`.
 */
export interface OperationResponse {
  /** Status of a response without failure. */
  readonly status: number
  /** What the response is, for the documentation. */
  readonly description: string
  /** In the order in which they are preferred when the client does not care. At least one. */
  readonly representations: readonly Representation[]
  /** Query parameters that the response reads itself, and that no schema needs to know. */
  readonly ownQuery?: readonly string[]
  /** Chooses one by the input, in place of the client's `Accept`. */
  readonly choose?: ((input: unknown, ctx: Context) => string) | undefined
  /**
   * Prepares to answer a request, before its input is read.
   */
  open(ctx: Context): Responder | Promise<Responder>
}
