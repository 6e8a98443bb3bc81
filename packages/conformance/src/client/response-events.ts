/** How a response came to its end: as its framing says, cut off by a close, or cut off by a reset. */
export type EndKind = 'clean' | 'truncated' | 'reset'

/** Status line and headers of a response, as they were on the wire. */
export interface WireHead {
  readonly version: string
  readonly status: number
  /** One pair per field line, names in lower case, in the order they arrived. */
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/** What a transport tells about a response while it arrives. */
export interface ResponseEvents {
  onHead(head: WireHead): void
  onBytes(bytes: Buffer): void
  onEnd(kind: EndKind, why: string): void
}
