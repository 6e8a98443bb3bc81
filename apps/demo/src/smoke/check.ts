/** A demo as a check sees it. */
export interface CheckedDemo {
  /** Name of its framework. */
  readonly name: string
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
  /** What the router has of its own; a check that says so says as well what is documented of each. */
  readonly own?: unknown
}

/** How the routers differ, as the documentation says. */
export interface DocumentedDifference {
  /** Why they do, and where that is written; a sentence below the table. */
  readonly why: string
  /** What each router must have as its own, by its name: anything else is a difference that is not documented. */
  readonly own: Readonly<Record<string, unknown>>
}

/** Something that every router must do, and all of them alike but for what is documented. */
export interface Check {
  readonly name: string
  readonly documented?: DocumentedDifference
  /**
   * Looks at one router, and gives up when `signal` aborts.
   * @throws {Error} when the router did what none may do; the message says what
   */
  run(demo: CheckedDemo, signal: AbortSignal): Promise<Finding>
}
