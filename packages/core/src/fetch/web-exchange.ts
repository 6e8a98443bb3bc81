import type { Capability } from '../contract/capability.ts'
import type { Exchange, Native, ValueStore } from '../contract/exchange.ts'
import type { MultipartParser } from '../contract/form.ts'
import type { ConnectionInfo, RequestView } from '../contract/request.ts'
import type { SinkListener } from '../contract/sink.ts'
import type { FetchPeer } from './fetch-peer.ts'
import { FetchRequestView } from './fetch-request-view.ts'
import { type Answer, FetchSink } from './fetch-sink.ts'

/** What a `Request` and a `Response` can do by themselves, wherever they come from. */
export const webCapabilities: ReadonlySet<Capability> = new Set<Capability>(['disconnect', 'fullDuplex'])

/** What stands around the `Request`; whatever is left out is not there. */
export interface WebExchangeParts {
  readonly native: Native
  /** Takes head and body when they are settled. */
  readonly answer: Answer
  readonly capabilities: ReadonlySet<Capability>
  readonly params?: (() => Readonly<Record<string, string>>) | undefined
  readonly values?: ValueStore | undefined
  /** The target as the client sent it, where that is known: `request.url` is normalised. */
  readonly rawTarget?: string | undefined
  /** Goes with the capability `connectionInfo`. */
  readonly connection?: ConnectionInfo | undefined
  /** Goes with the capability `multipart`. */
  readonly parseMultipart?: MultipartParser | undefined
  /** The client, if the server lets it be watched; goes with the capability `handoff`. */
  readonly peer?: FetchPeer | undefined
  /**
   * Whether a body that was cut off rejects with the failure as `cause`; not by default. Only where
   * nobody but the caller reads it: a runtime may show the error to its client.
   */
  readonly tellsCause?: boolean | undefined
}

/** A `Request` and the `Response` to it: the seam wherever fetch is spoken. */
export class WebExchange implements Exchange {
  readonly request: RequestView
  readonly sink: FetchSink
  readonly capabilities: ReadonlySet<Capability>
  readonly connection?: ConnectionInfo
  readonly parseMultipart?: MultipartParser
  readonly native: Native
  readonly #request: Request
  readonly #peer: FetchPeer | undefined
  #values: ValueStore | undefined

  constructor(request: Request, parts: WebExchangeParts) {
    this.#request = request
    this.#peer = parts.peer
    this.#values = parts.values
    this.native = parts.native
    this.request = new FetchRequestView(request, parts.params ?? (() => ({})), parts.rawTarget)
    this.sink = new FetchSink(parts.answer, parts.peer, parts.tellsCause ?? false)
    this.capabilities = parts.capabilities
    if (parts.connection !== undefined) this.connection = parts.connection
    if (parts.parseMultipart !== undefined) this.parseMultipart = parts.parseMultipart
  }

  get values(): ValueStore {
    this.#values ??= new Map<string, unknown>()
    return this.#values
  }

  listen(listener: SinkListener): void {
    this.sink.listen(listener)
    if (this.#peer === undefined) {
      // Core ignores what comes after the end; the signal goes with its request.
      const { signal } = this.#request
      signal.addEventListener('abort', () => listener.gone(signal.reason), { once: true })
      if (signal.aborted) listener.gone(signal.reason)
      return
    }
    // Closes also when the server has answered with something other than our response.
    this.#peer.onClose(() => listener.gone())
  }
}
