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
  #instant: number | undefined
  #held = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(expire: () => void) {
    this.#expire = expire
  }

  /** Sets or moves the deadline; `undefined` clears it. */
  set(instant: Instant | undefined): void {
    this.#instant = instant === undefined ? undefined : toMilliseconds(instant)
    if (this.#held) this.#arm()
  }

  /** Moves the deadline forward to `instant` unless an earlier one is set. */
  limit(instant: number): void {
    if (this.#instant === undefined || instant < this.#instant) this.set(instant)
  }

  /** Something is blocked from now on. */
  hold(): void {
    if (this.#held) return
    this.#held = true
    this.#arm()
  }

  /** Nothing is blocked any more. */
  release(): void {
    this.#held = false
    this.#disarm()
  }

  #arm(): void {
    this.#disarm()
    if (this.#instant === undefined) return
    const delay = Math.min(Math.max(this.#instant - Date.now(), 0), LONGEST_TIMER_MS)
    this.#timer = setTimeout(this.#check, delay)
  }

  #disarm(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer)
    this.#timer = undefined
  }

  readonly #check = (): void => {
    this.#timer = undefined
    if (this.#instant === undefined) return
    // Timers may fire a millisecond early, and far deadlines take several timers.
    if (Date.now() < this.#instant) this.#arm()
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
