import { InvalidArgumentError } from '../contract/errors.ts'

/** A point in time: a `Date`, or milliseconds since the epoch as `Date.now()` gives them. */
export type Instant = Date | number

/** The longest delay `setTimeout` takes; a later deadline is reached in several steps. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * A deadline that costs a timer only while something is blocked on it (clause P3).
 * Calls `expire` once its instant has passed while it is held.
 */
export class Deadline {
  readonly #expire: () => void
  #instant = Number.POSITIVE_INFINITY
  #limit = Number.POSITIVE_INFINITY
  /** Of what is blocked now. */
  #patience = Number.POSITIVE_INFINITY
  #held = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(expire: () => void) {
    this.#expire = expire
  }

  /** Sets or moves the deadline; `undefined` clears it. */
  set(instant: Instant | undefined): void {
    this.#instant = instant === undefined ? Number.POSITIVE_INFINITY : toMilliseconds(instant)
    if (this.#held) this.#arm()
  }

  /** From now on the deadline is no later than `instant`, whatever is set. */
  limit(instant: number): void {
    this.#limit = Math.min(this.#limit, instant)
    if (this.#held) this.#arm()
  }

  /** Something is blocked from now on, and for no longer than `timeout` milliseconds. */
  hold(timeout: number = Number.POSITIVE_INFINITY): void {
    if (this.#held) return
    this.#held = true
    this.#patience = timeout === Number.POSITIVE_INFINITY ? timeout : Date.now() + timeout
    this.#arm()
  }

  /** Nothing is blocked any more. */
  release(): void {
    this.#held = false
    this.#disarm()
  }

  #due(): number {
    return Math.min(this.#instant, this.#limit, this.#patience)
  }

  #arm(): void {
    this.#disarm()
    const due = this.#due()
    if (due === Number.POSITIVE_INFINITY) return
    const delay = Math.min(Math.max(due - Date.now(), 0), LONGEST_TIMER_MS)
    this.#timer = setTimeout(this.#check, delay)
  }

  #disarm(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer)
    this.#timer = undefined
  }

  readonly #check = (): void => {
    this.#timer = undefined
    // Timers may fire a millisecond early, and far deadlines take several timers.
    if (Date.now() < this.#due()) this.#arm()
    else this.#expire()
  }
}

function toMilliseconds(instant: Instant): number {
  const milliseconds = instant instanceof Date ? instant.getTime() : instant
  if (typeof milliseconds !== 'number' || Number.isNaN(milliseconds)) {
    throw new InvalidArgumentError(
      `A deadline is a point in time, as a Date or epoch milliseconds (Date.now() + 5_000), not ${String(instant)}.`,
    )
  }
  return milliseconds
}
