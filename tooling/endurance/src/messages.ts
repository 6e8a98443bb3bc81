/** What the server counts of itself when nothing should be going on. */
export interface Sample {
  /** Bytes of live objects, after garbage collection. */
  readonly heapUsed: number
  /** Streams that the registry still holds. */
  readonly streams: number
  /** Timers, sockets and the like that keep the process alive, by kind and number. */
  readonly resources: Readonly<Record<string, number>>
  /** Warnings of the runtime (too many listeners), failures reported, rejections nobody handled. */
  readonly complaints: readonly string[]
}

/** From the server to the test: where it listens, then an answer to each question. */
export type ServerMessage = { readonly port: number } | { readonly sample: Sample }
