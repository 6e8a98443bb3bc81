/** A stream that the server is sending, or has sent. */
export interface StreamRecord {
  /** Tells it from all others of this process. */
  readonly id: number
  readonly method: string
  /** Path and query. */
  readonly target: string
  /** `null` before the head. */
  readonly status: number | null
  /** Bytes of body so far, before any compression. */
  readonly bytes: number
  /** Events or items so far. */
  readonly events: number
  /** Since the request came. */
  readonly milliseconds: number
}

/** A stream that is over. */
export interface EndedStream extends StreamRecord {
  readonly outcome: 'completed' | 'disconnected' | 'failed'
  /** The name of the error that it failed with. */
  readonly error: string | null
}
