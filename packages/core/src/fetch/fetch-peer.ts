/**
 * The client behind a `Response`, on a server that lets it be watched. What a `Response` cannot tell
 * or do by itself: with a peer, the sink and the exchange ask it; without one they do what fetch can.
 */
export interface FetchPeer {
  /** Calls `listener` when the server is done with the response, however that came. */
  onClose(listener: () => void): void
  /** Is called right before the server gets a body that is still to be written: its head and first bytes may leave together. */
  join(): void
  /** Calls `done` when all that the server has taken is with the operating system; `true` if it is already. */
  handOver(done: () => void): boolean
  /**
   * Calls `done` once the whole response is with the operating system. With `lastOnConnection` the
   * connection takes no further request.
   */
  onceFinished(lastOnConnection: boolean, done: () => void): void
  /** Cuts the response off so that the client can tell (clause E2). `lastOnConnection` as above. */
  cutOff(lastOnConnection: boolean): void
}
