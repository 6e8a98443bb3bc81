import type { Capability } from '../contract/capability.ts'
import type { FormLimits, FormPart } from '../contract/form.ts'
import type { HttpVersion, TlsState } from '../contract/request.ts'
import type { BodyReader } from '../reader/body-reader.ts'
import type { BodyWriter } from '../writer/body-writer.ts'
import type { RequestHeaders } from './request-headers.ts'
import type { ContextKey } from './context-key.ts'

/**
 * A request and its response, the same on every router.
 *
 * Made by an adapter's handler for each request; a handler, its middleware and its body share one.
 * What a runtime cannot tell or do throws `NotSupportedError`; `capabilities` says so beforehand.
 */
export interface Context {
  /** Request method in upper case, for example `GET`. */
  readonly method: string
  /** Absolute URL of the request, from scheme, host and target. Parsed when first read. */
  readonly url: URL
  /** Path and query exactly as the client sent them, mount prefixes included. */
  readonly target: string
  /** Host the client asked for, with its port if it named one. */
  readonly host: string
  readonly scheme: 'http' | 'https'
  /** Needs `connectionInfo`. */
  readonly httpVersion: HttpVersion
  /** TLS state, or `undefined` on a plain connection. Needs `connectionInfo`. */
  readonly tls: TlsState | undefined
  /** Address of the peer; of the client behind a proxy where the framework is set to trust one. Needs `connectionInfo`. */
  readonly remoteAddress: string
  /** Path parameters, percent-decoded; those of a wildcard joined by `/`. */
  readonly params: Readonly<Record<string, string>>
  /** Query parameters; `getAll` gives the values of a repeated key. */
  readonly query: URLSearchParams
  /** Request headers by case-insensitive name. */
  readonly headers: RequestHeaders
  /** Request cookies by name (RFC 6265 section 4.2); of a repeated name, the first. */
  readonly cookies: ReadonlyMap<string, string>
  /** The request body: bytes with backpressure, a limit and a read deadline (clauses R2, P4). */
  readonly body: BodyReader
  /**
   * The parts of a `multipart/form-data` body, streaming (clause R3). Needs `multipart`.
   * @throws {HttpError} 415 when the request is not a multipart form
   * @throws {MalformedFormError} 400 or 413, while iterating
   */
  form(limits?: FormLimits): AsyncIterable<FormPart>

  /**
   * Aborts once when the client leaves, a deadline passes, the stream fails or is cut off; its
   * `reason` says which. Never after a clean end (clause L1).
   */
  readonly signal: AbortSignal
  /** Aborts when the server begins to shut down: finish soon (clause S1). */
  readonly draining: AbortSignal
  /**
   * Waits for `promise`, but no longer than the stream lives: rejects with the signal's reason
   * when that aborts first (clause L3). For waiting on what takes no signal itself.
   */
  until<T>(promise: PromiseLike<T>): Promise<T>

  /**
   * Response status, 200 unless set.
   * @throws {HeadersSentError} on setting it after the head was sent (clause H2)
   * @throws {InvalidHeaderError} when it is not an integer from 200 to 599
   */
  status: number
  /**
   * Sets a response header, in place of any of that name, the framework's included.
   * An array is sent as one field line each. `transfer-encoding` is the runtime's and left out.
   * @throws {HeadersSentError} after the head was sent (clause H2)
   * @throws {InvalidHeaderError} on characters HTTP does not allow (clause H4)
   */
  setHeader(name: string, value: string | number | readonly string[]): void
  /** Adds a field line to a response header, beside those already set. Throws as `setHeader` does. */
  appendHeader(name: string, value: string): void
  /** Whether status and headers are settled: they are from the first write, flush or commit on. */
  readonly headersSent: boolean
  /** Sends status and headers now, before any byte of the body (clause H1). Does nothing the second time. */
  commit(): void
  /** Where the body is written. */
  readonly writer: BodyWriter

  /** Reads a value that a middleware, ours or the framework's own, has set for this request. */
  get<T>(key: ContextKey<T>): T | undefined
  /** Sets a value for this request; the framework sees it under `key.name`. */
  set<T>(key: ContextKey<T>, value: T): void
  /** What this adapter and runtime can do. */
  readonly capabilities: ReadonlySet<Capability>
}
