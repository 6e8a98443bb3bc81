import type {
  Capability,
  ConnectionInfo,
  Exchange,
  MultipartParser,
  Native,
  RequestView,
  SinkListener,
  ValueStore,
} from '@sluice/core'
import { parseMultipart } from '@sluice/multipart'
import { FetchRequestView } from './fetch-request-view.ts'
import { type Answer, FetchSink } from './fetch-sink.ts'
import { type NodeBindings, NodeBindingsConnection } from './node-bindings.ts'
import { NodePeer } from './node-peer.ts'

/** What every fetch runtime can do. */
export const fetchCapabilities: ReadonlySet<Capability> = new Set<Capability>([
  'disconnect',
  'fullDuplex',
  'multipart',
])

/** What a fetch runtime on Node can do that gives its Node objects, as `@hono/node-server` does. */
export const fetchOnNodeCapabilities: ReadonlySet<Capability> = new Set<Capability>([
  ...fetchCapabilities,
  'connectionInfo',
  'handoff',
])

/** What a framework's adapter brings of its own; the rest is plain fetch. */
export interface FetchExchangeParts {
  readonly native: Native
  /** Takes head and body when they are settled. */
  readonly answer: Answer
  readonly params?: () => Readonly<Record<string, string>>
  readonly values?: ValueStore
  readonly capabilities: ReadonlySet<Capability>
  readonly connection?: ConnectionInfo | undefined
  /** The Node objects behind the request, if the server is one on Node and gives them. */
  readonly node?: NodeBindings | undefined
}

/** A `Request` and the `Response` to it: the base of every fetch framework's adapter. */
export class FetchExchange implements Exchange {
  readonly request: RequestView
  readonly sink: FetchSink
  readonly capabilities: ReadonlySet<Capability>
  readonly connection?: ConnectionInfo
  readonly native: Native
  readonly parseMultipart: MultipartParser = parseMultipart
  readonly #request: Request
  readonly #peer: NodePeer | undefined
  #values: ValueStore | undefined

  constructor(request: Request, parts: FetchExchangeParts) {
    const { node } = parts
    const connection = parts.connection ?? (node && new NodeBindingsConnection(node.incoming))
    this.#request = request
    this.#peer = node && new NodePeer(node)
    this.#values = parts.values
    this.native = parts.native
    this.request = new FetchRequestView(request, parts.params ?? (() => ({})), node?.incoming.url)
    this.sink = new FetchSink(parts.answer, this.#peer)
    this.capabilities = parts.capabilities
    if (connection !== undefined) this.connection = connection
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
