/** Something that happened on the server during a run. */
export interface Observation {
  readonly event: string
  /** Milliseconds on the server's monotonic clock. */
  readonly at: number
  readonly detail?: unknown
}

interface Waiter {
  readonly events: readonly string[]
  readonly resolve: (seen: boolean) => void
}

/** How long a request waits for an event, in milliseconds. */
const LONGEST_WAIT = 5_000

/** How many runs are remembered, so that a server that stays up does not grow. */
const RUNS_KEPT = 500

/** What the routes have seen, by run: the server's side of every case. */
export class ObservationLog {
  readonly #runs = new Map<string, Observation[]>()
  readonly #waiters = new Map<string, Set<Waiter>>()

  /** Records an event, and wakes those who wait for it. */
  record(run: string, event: string, detail?: unknown): void {
    this.of(run).push({ event, at: performance.now(), ...(detail === undefined ? {} : { detail }) })
    for (const waiter of this.#waiters.get(run) ?? []) {
      if (waiter.events.includes(event)) waiter.resolve(true)
    }
  }

  /** All that was recorded for a run, in order. */
  of(run: string): Observation[] {
    const known = this.#runs.get(run)
    if (known !== undefined) return known
    const [oldest] = this.#runs.keys()
    if (oldest !== undefined && this.#runs.size >= RUNS_KEPT) this.#runs.delete(oldest)
    const observations: Observation[] = []
    this.#runs.set(run, observations)
    return observations
  }

  /** Waits, for five seconds at most, until one of the events was recorded. */
  async wait(run: string, events: readonly string[]): Promise<boolean> {
    if (this.of(run).some(({ event }) => events.includes(event))) return true
    const waiters = this.#waiters.get(run) ?? new Set()
    this.#waiters.set(run, waiters)
    return new Promise((resolve) => {
      const done = (seen: boolean): void => {
        clearTimeout(timer)
        waiters.delete(waiter)
        if (waiters.size === 0) this.#waiters.delete(run)
        resolve(seen)
      }
      const timer = setTimeout(() => done(false), LONGEST_WAIT)
      const waiter: Waiter = { events, resolve: done }
      waiters.add(waiter)
    })
  }
}
