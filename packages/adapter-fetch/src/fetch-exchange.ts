import type { Capability } from '@sluice/core'
import { webCapabilities, WebExchange, type WebExchangeParts } from '@sluice/core/fetch'
import { parseMultipart } from '@sluice/multipart'
import { type NodeBindings, NodeBindingsConnection } from './node-bindings.ts'
import { NodePeer } from './node-peer.ts'

/** What every fetch runtime can do. */
export const fetchCapabilities: ReadonlySet<Capability> = new Set<Capability>([
  ...webCapabilities,
  'multipart',
])

/** What a fetch runtime on Node can do that gives its Node objects, as `@hono/node-server` does. */
export const fetchOnNodeCapabilities: ReadonlySet<Capability> = new Set<Capability>([
  ...fetchCapabilities,
  'connectionInfo',
  'handoff',
])

/** What a framework's adapter brings of its own; the rest is plain fetch. */
export interface FetchExchangeParts extends Omit<WebExchangeParts, 'parseMultipart' | 'peer' | 'rawTarget'> {
  /** The Node objects behind the request, if the server is one on Node and gives them. */
  readonly node?: NodeBindings | undefined
}

/** A `Request` and the `Response` to it, with forms and Node: the base of every fetch framework's adapter. */
export class FetchExchange extends WebExchange {
  constructor(request: Request, parts: FetchExchangeParts) {
    const { node } = parts
    // Each by its name: to spread the parts costs as much as all the rest of an exchange (`tooling/bench`, short-tick).
    super(request, {
      native: parts.native,
      answer: parts.answer,
      capabilities: parts.capabilities,
      params: parts.params,
      values: parts.values,
      tellsCause: parts.tellsCause,
      connection: parts.connection ?? (node && new NodeBindingsConnection(node.incoming)),
      rawTarget: node?.incoming.url,
      parseMultipart,
      peer: node && new NodePeer(node),
    })
  }
}
