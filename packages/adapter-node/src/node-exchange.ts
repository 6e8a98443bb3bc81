import type {
  ByteSink,
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
import type { NodeRequest, NodeResponse } from './native.ts'
import { NodeConnection, NodeRequestView } from './request-view.ts'
import { ResponseSink } from './response-sink.ts'

/** What Node can do under any framework. */
export const nodeCapabilities: ReadonlySet<Capability> = new Set<Capability>([
  'connectionInfo',
  'disconnect',
  'fullDuplex',
  'handoff',
  'multipart',
])

/** A sink that reports to core. */
export type ListeningSink = ByteSink & { listen(listener: SinkListener): void }

/** What a framework's adapter brings of its own; the rest is plain Node. */
export interface NodeExchangeParts {
  readonly native: Native
  readonly request?: RequestView
  readonly connection?: ConnectionInfo
  readonly sink?: ListeningSink
  readonly values?: ValueStore
  readonly capabilities?: ReadonlySet<Capability>
}

/** A request and response of `node:http` or `node:http2`: the base of every Node framework's adapter. */
export class NodeExchange implements Exchange {
  readonly request: RequestView
  readonly sink: ListeningSink
  readonly capabilities: ReadonlySet<Capability>
  readonly native: Native
  readonly parseMultipart: MultipartParser = parseMultipart
  readonly #req: NodeRequest
  readonly #res: NodeResponse
  #connection: ConnectionInfo | undefined
  #values: ValueStore | undefined

  constructor(req: NodeRequest, res: NodeResponse, parts: NodeExchangeParts) {
    this.#res = res
    this.native = parts.native
    this.request = parts.request ?? new NodeRequestView(req)
    this.#req = req
    this.#connection = parts.connection
    this.sink = parts.sink ?? new ResponseSink(res)
    this.capabilities = parts.capabilities ?? nodeCapabilities
    this.#values = parts.values
  }

  get connection(): ConnectionInfo {
    this.#connection ??= new NodeConnection(this.#req)
    return this.#connection
  }

  get values(): ValueStore {
    this.#values ??= new Map<string, unknown>()
    return this.#values
  }

  listen(listener: SinkListener): void {
    this.sink.listen(listener)
    // The response's own `close` is the one to go by: a request closes once its body has been read.
    // It comes after a proper end as well, which core tells apart by what it has ended.
    const gone = (error?: Error): void => listener.gone(error)
    this.#res.on('close', gone)
    // A socket error is followed by `close`; without a listener it would end the process.
    this.#res.on('error', gone)
    if (this.#res.destroyed) listener.gone()
  }
}
