/** A piece of a stream that means something by itself: an event, or a line. */
export interface Message {
  /** The name of an event; absent for a line. */
  readonly event?: string
  readonly id?: string
  readonly data: string
}
