/** What a body should be. */
export type Expectation =
  | { readonly kind: 'ticks'; readonly count: number }
  /** So many bytes of the pattern. */
  | { readonly kind: 'pattern'; readonly bytes: number }
  | { readonly kind: 'three-texts' }

/** Reads responses to their end, one after the other on each connection. */
export interface Download {
  readonly kind: 'download'
  readonly connections: number
  /** On each connection. */
  readonly requests: number
  readonly expect: Expectation
  /** Milliseconds between two events by the plan of their stream, when it is their lateness that counts. */
  readonly interval?: number
  /** Milliseconds over which the connections begin, evenly; absent if they begin together. */
  readonly beginOver?: number
}

/** Opens streams, and keeps them open until told to finish: started once each has had an event and a heartbeat. */
export interface Hold {
  readonly kind: 'hold'
  readonly connections: number
}

/** Opens a stream, and stops reading it once its head is there. */
export interface Stop {
  readonly kind: 'stop'
}

/** Opens streams and resets each as soon as its first event has come. */
export interface Reset {
  readonly kind: 'reset'
  readonly streams: number
  /** How many are open at the same time. */
  readonly atOnce: number
}

/** What the clients do. */
export type Load = Download | Hold | Stop | Reset
