/**
 * How a stream of JSON values is laid out in one media type. Joining what it gives in the order `start`,
 * any number of frames and heartbeats, `end` makes a whole body; each frame is complete for its reader
 * as soon as it is sent.
 */
export interface ItemFraming {
  /** Without parameters, in lower case. */
  readonly mediaType: string
  /** The value of the `content-type` header: the media type and its parameters. */
  readonly contentType: string
  /** What comes before the first item; empty in most formats. */
  readonly start: string
  /** What comes after the last item when the stream ends as it should; empty in most formats. */
  readonly end: string
  /** What readers skip, to keep a silent connection open; `undefined` where the format has no such thing. */
  readonly heartbeat: string | undefined
  /** Frames one item: a JSON text as `JSON.stringify` returns it without its indent argument. */
  frame(json: string): string
}
