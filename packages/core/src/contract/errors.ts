/** The closed list of failures Sluice can report; each belongs to exactly one error class. */
export type SluiceErrorCode =
  | 'BODY_ALREADY_READ'
  | 'BODY_NOT_SENT'
  | 'BODY_TOO_LARGE'
  | 'BUFFER_OVERFLOW'
  | 'CLIENT_DISCONNECTED'
  | 'CONTENT_LENGTH_MISMATCH'
  | 'DEADLINE_EXCEEDED'
  | 'DRAINING'
  | 'DRAIN_TIMEOUT'
  | 'HEADERS_SENT'
  | 'HTTP'
  | 'INVALID_ARGUMENT'
  | 'INVALID_EVENT'
  | 'INVALID_HEADER'
  | 'INVALID_INPUT'
  | 'MALFORMED_FORM'
  | 'NOT_SUPPORTED'
  | 'STREAM_ENDED'
  | 'WRITER_CLOSED'
  | 'WRONG_CONTEXT'

/**
 * What every error of Sluice is an instance of.
 *
 * `code` says which failure it is, `message` what to do next, `cause` what led to it.
 */
export abstract class SluiceError extends Error {
  abstract readonly code: SluiceErrorCode

  override get name(): string {
    return this.constructor.name
  }
}

/** Status, title and detail of an `HttpError`, and headers to send with it. */
export interface HttpErrorInit {
  /** One sentence for the client about this very failure. Do not put secrets here: it is sent. */
  readonly detail?: string
  /** Headers of the error response, for example `{ 'retry-after': '5' }`. */
  readonly headers?: Readonly<Record<string, string>>
  /**
   * Further members of the problem (RFC 9457 section 3.2), sent as JSON after those that every
   * problem has, whose names they cannot take.
   */
  readonly extensions?: Readonly<Record<string, unknown>>
  /** What led to the failure; logged, never sent. */
  readonly cause?: unknown
}

/**
 * A failure with a status that the client may know: thrown before the head is sent, it becomes
 * `application/problem+json` with that status (RFC 9457, contract clause E1).
 *
 * @example throw new HttpError(404, 'Not Found', { detail: 'There is no file of that name.' })
 * @throws {InvalidArgumentError} when `status` is not an integer from 400 to 599
 */
export class HttpError extends SluiceError {
  override readonly code: SluiceErrorCode = 'HTTP'
  /** HTTP status, 400 to 599. */
  readonly status: number
  /** Short name of the problem, the same for every occurrence. */
  readonly title: string
  /** One sentence about this occurrence, if there is one. */
  readonly detail: string | undefined
  /** Headers of the error response. */
  readonly headers: Readonly<Record<string, string>>
  /** Further members of the problem. */
  readonly extensions: Readonly<Record<string, unknown>>

  constructor(status: number, title: string, init: HttpErrorInit = {}) {
    super(init.detail ?? title, 'cause' in init ? { cause: init.cause } : undefined)
    if (!Number.isInteger(status) || status < 400 || status > 599) {
      throw new InvalidArgumentError(`HttpError takes a status from 400 to 599, not ${String(status)}.`)
    }
    this.status = status
    this.title = title
    this.detail = init.detail
    this.headers = init.headers ?? {}
    this.extensions = init.extensions ?? {}
  }
}

/** The request body is longer than the limit; the client is answered 413 (contract clause R2). */
export class BodyTooLargeError extends HttpError {
  override readonly code = 'BODY_TOO_LARGE'

  constructor(limit: number) {
    super(413, 'Content Too Large', {
      detail: `The request body is longer than the ${limit} bytes allowed here.`,
      headers: { connection: 'close' },
    })
  }
}

/** The multipart form breaks RFC 7578 or passes a limit; the client is answered 400 or 413. */
export class MalformedFormError extends HttpError {
  override readonly code = 'MALFORMED_FORM'
}

/** A new stream was refused because the server is shutting down; the client is answered 503 (S1). */
export class DrainingError extends HttpError {
  override readonly code = 'DRAINING'

  constructor(retryAfter: number) {
    super(503, 'Service Unavailable', {
      detail: 'The server is shutting down; try again.',
      headers: { 'retry-after': String(retryAfter), connection: 'close' },
    })
  }
}

/** The request body was already read, by this handler or by a middleware before it. */
export class BodyAlreadyReadError extends SluiceError {
  override readonly code = 'BODY_ALREADY_READ'

  constructor() {
    super(
      'The request body can be read once, and it has been: keep what was read, or mount this handler before the body parser (express.json(), koa-bodyparser).',
    )
  }
}

/**
 * The reason a stream's signal aborts when its response carries no body (HEAD, 204, 205, 304):
 * the head has been sent and there is nothing more to write (contract clause H6). Not a failure.
 */
export class BodyNotSentError extends SluiceError {
  override readonly code = 'BODY_NOT_SENT'

  constructor() {
    super(
      'This response carries no body (HEAD, 204, 205 or 304): its head has been sent and the stream has ended.',
    )
  }
}

/** More was written without awaiting than may be held in memory (contract clause P5). */
export class BufferOverflowError extends SluiceError {
  override readonly code = 'BUFFER_OVERFLOW'

  constructor(limit: number) {
    super(
      `More than ${limit} bytes were waiting for a slow client: await each write(), or raise maxBufferedBytes.`,
    )
  }
}

/** The client reset, closed or half-closed the connection, or cancelled the stream (clauses L1, L2). Not a failure. */
export class ClientDisconnectedError extends SluiceError {
  override readonly code = 'CLIENT_DISCONNECTED'

  constructor(cause?: unknown) {
    super('The client has left.', cause === undefined ? undefined : { cause })
  }
}

/** The body's length is not the `content-length` that was declared; the response was cut off rather than ended. */
export class ContentLengthMismatchError extends SluiceError {
  override readonly code = 'CONTENT_LENGTH_MISMATCH'

  constructor(declared: number, written: number) {
    super(
      `content-length says ${declared} bytes, but the body has ${written > declared ? 'more' : `only ${written}`}: set the true length or leave the header out.`,
    )
  }
}

/** A write, flush or read was still blocked at its deadline; the connection was torn down (clauses P3, P4). */
export class DeadlineExceededError extends SluiceError {
  override readonly code = 'DEADLINE_EXCEEDED'
  /** Which side was waited for. */
  readonly direction: 'read' | 'write'

  constructor(direction: 'read' | 'write') {
    super(
      direction === 'write'
        ? 'The client did not take the data before the write deadline.'
        : 'The client did not send its data before the read deadline.',
    )
    this.direction = direction
  }
}

/** The stream was still running when the drain's timeout passed, and was cut off (clause S1). */
export class DrainTimeoutError extends SluiceError {
  override readonly code = 'DRAIN_TIMEOUT'

  constructor(timeout: number) {
    super(
      `The stream was still running ${timeout} ms after the drain began: end it when ctx.draining aborts.`,
    )
  }
}

/** A status or header was set after the head had been sent (clause H2). */
export class HeadersSentError extends SluiceError {
  override readonly code = 'HEADERS_SENT'

  constructor(what: string) {
    super(`Cannot set ${what}: the head has been sent. Do it before the first write(), flush() or commit().`)
  }
}

/** An argument that can never work, for example a deadline that is not a point in time. */
export class InvalidArgumentError extends SluiceError {
  override readonly code = 'INVALID_ARGUMENT'
}

/** One thing that is wrong with a value. */
export interface InputIssue {
  /** Where: the part of the request and the path in it, joined by dots, for example `query.limit` or `body.items.0`. */
  readonly location: string
  /** What is wrong, as the schema says it. */
  readonly message: string
  /** What was given, if it is short and no secret: never of a header or cookie. */
  readonly value?: unknown
}

/** The request does not match the schemas of its operation; the client is answered 422 with the list (clause O1). */
export class InvalidInputError extends HttpError {
  override readonly code = 'INVALID_INPUT'
  /** What is wrong, in the order of params, query, headers, cookies, body. */
  readonly errors: readonly InputIssue[]

  constructor(errors: readonly InputIssue[]) {
    super(422, 'Unprocessable Content', {
      detail: 'The request does not match what this operation takes: see errors.',
      extensions: { errors },
    })
    this.errors = errors
  }
}

/**
 * An event or item that cannot be sent: a name, id or retry that the format does not allow, data
 * that does not match its schema or is not JSON. Nothing of it was written, and the stream goes on.
 */
export class InvalidEventError extends SluiceError {
  override readonly code = 'INVALID_EVENT'
  /** What the schema says of the data, if that is what is wrong. */
  readonly issues: readonly InputIssue[]

  constructor(message: string, init: { issues?: readonly InputIssue[]; cause?: unknown } = {}) {
    super(message, 'cause' in init ? { cause: init.cause } : undefined)
    this.issues = init.issues ?? []
  }
}

/**
 * The reason a stream's signal aborts when the server ended it properly while its handler was still
 * running: at its maximum lifetime, or because it drains. Not a failure.
 */
export class StreamEndedError extends SluiceError {
  override readonly code = 'STREAM_ENDED'

  constructor(why: string) {
    super(`The stream was ended properly: ${why}.`)
  }
}

/** A header name or value, or a status, that HTTP does not allow; nothing was sent (clause H4). */
export class InvalidHeaderError extends SluiceError {
  override readonly code = 'INVALID_HEADER'
}

/** The runtime behind this adapter cannot do what was asked; see `ctx.capabilities`. */
export class NotSupportedError extends SluiceError {
  override readonly code = 'NOT_SUPPORTED'
}

/** A write or flush after the stream was closed. */
export class WriterClosedError extends SluiceError {
  override readonly code = 'WRITER_CLOSED'

  constructor() {
    super('The stream has ended: nothing can be written after close() or after the body returned.')
  }
}

/** `unwrap()` of one adapter was given a context that another adapter made. */
export class WrongContextError extends SluiceError {
  override readonly code = 'WRONG_CONTEXT'
}
