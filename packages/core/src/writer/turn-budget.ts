import { nextTurn } from './turns.ts'

/** How long all streams together may keep the event loop before they wait for another turn, in milliseconds. */
const SLICE_MS = 8

/** The clock is looked at after so much work, in bytes: about a tenth of a millisecond. */
const WORK_PER_LOOK = 64 * 1024

/**
 * What one turn of the event loop may do for all streams of a process, so that fast clients and busy
 * handlers cannot keep everyone else waiting: two hundred streams with a slice each would hold up the loop
 * for two hundred slices. Room is no sign of a new turn: it often comes in the same one.
 */
export class TurnBudget {
  readonly #now: () => number
  readonly #nextTurn: (task: () => void) => void
  #work = 0
  /** When the slice began; `undefined` in a turn without much work. */
  #began: number | undefined
  #spent = false
  #waiting: (() => void)[] = []

  /** @param now milliseconds, of a clock that nobody sets */
  constructor(now: () => number, next: (task: () => void) => void) {
    this.#now = now
    this.#nextTurn = next
  }

  /** Counts work, in bytes; `true` when it is time to wait for another turn. */
  spend(work: number): boolean {
    this.#work += work
    if (this.#work >= WORK_PER_LOOK) this.#look()
    return this.#spent
  }

  /** Calls `resume` in the next turn, after `spend` has returned `true`. */
  wait(resume: () => void): void {
    this.#waiting.push(resume)
  }

  #look(): void {
    this.#work = 0
    const now = this.#now()
    if (this.#began === undefined) {
      this.#began = now
      this.#nextTurn(this.#turn)
    } else if (now - this.#began >= SLICE_MS) this.#spent = true
  }

  readonly #turn = (): void => {
    this.#began = undefined
    this.#spent = false
    this.#work = 0
    const waiting = this.#waiting
    this.#waiting = []
    for (const resume of waiting) resume()
  }
}

// Taken now: where a test puts its own clock in place, the loop turns all the same.
const { performance } = globalThis
const { now } = performance

/** Of all streams of the process. */
export const processTurns: TurnBudget = new TurnBudget(() => now.call(performance), nextTurn)
