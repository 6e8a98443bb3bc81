/** A demo as a check sees it. */
export interface CheckedDemo {
  readonly url: string
  /** Sends SIGTERM; returns the exit code. */
  stop(): Promise<number | string>
}

/** What a check has found out about one router. */
export interface Finding {
  /** In a few words, for the table. */
  readonly summary: string
  /** What must be the same on every router: compared as JSON. */
  readonly seen: unknown
}

/** Something that every router must do, and all of them alike. */
export interface Check {
  readonly name: string
  /**
   * Looks at one router, and gives up when `signal` aborts.
   * @throws {Error} when the router did what none may do; the message says what
   */
  run(demo: CheckedDemo, signal: AbortSignal): Promise<Finding>
}
