/** The event that is measured: as JSON about a hundred bytes long. */
export interface Tick {
  /** Counts from `FIRST`, always in seven digits, so that all events of a stream are of one length. */
  readonly n: number
  /** When the stream began, by the monotonic clock, in milliseconds; 0 where lateness is not measured. */
  readonly at: number
  readonly symbol: string
  readonly text: string
}

/** The number of the first event of a stream. */
export const FIRST = 1_000_000

/** Name of the event. */
export const TICK = 'tick'

const TEXT = 'an event of about a hundred bytes, as JSON'

/**
 * Makes the event at a place in its stream. A new object each time, as an application's events are.
 *
 * @param index counts from 0
 */
export function tickAt(index: number, at = 0, text: string = TEXT): Tick {
  return { n: FIRST + index, at, symbol: 'SLCE', text }
}
