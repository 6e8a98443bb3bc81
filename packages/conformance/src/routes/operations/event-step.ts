/** Data that cannot be sent as JSON, by a name that can. */
export type Unsendable = 'bigint' | 'circle' | 'function'

/**
 * One thing that the handler of an event stream does, as data, so that one operation serves many
 * cases. A refused event is recorded as `refused`, and the handler goes on.
 */
export type EventStep =
  /** Sends an event, `times` over; its data is `data`, or something that cannot be sent. */
  | {
      readonly event: string
      readonly data?: unknown
      readonly unsendable?: Unsendable
      readonly id?: string
      readonly retry?: number
      readonly comment?: string
      readonly times?: number
      /** Whether the send is not awaited. */
      readonly unawaited?: true
    }
  | { readonly comment: string }
  | { readonly retry: number }
  /** Sends an event `seen` with `ctx.lastEventId`. */
  | { readonly echo: true }
  /** Sends text, 64 KiB an event, until so many bytes; records `blocked` when a send is pending for a while. */
  | { readonly flood: number }
  /** Waits until the client has marked this in the run. */
  | { readonly wait: string }
  /** Waits until the stream is over. */
  | { readonly park: true }
  /** Sets a header, or the status. */
  | { readonly header: readonly [name: string, value: string] }
  /** Calls `ctx.stop()`. */
  | { readonly stop: true }
  /** Fails: with an `HttpError` of that status, or, with 500, an error that says `secret-cause`. */
  | { readonly fail: number }
