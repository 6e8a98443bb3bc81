import { nextTurn } from './turns.ts'

/** How long all streams together may keep the event loop before they wait for another turn, in milliseconds. */
const SLICE_MS = 8

/** Someone who has been busy, and can wait. */
export interface BusyStream {
  /** Goes on, after `pause` has returned `true`. */
  goOn(): void
}

/**
 * Shares the turns of the event loop among the busy streams of a process, so that fast clients and busy
 * handlers cannot keep everyone else waiting. They take turns in order, one after the other, since many
 * small writes to each of them in between would cost more (`tooling/bench`, clients-200); all of them
 * together get a slice of each turn of the loop. Room is no sign of a new turn: it often comes in the
 * same one.
 */
export class TurnBudget {
  readonly #now: () => number
  readonly #nextTurn: (task: () => void) => void
  /** When the slice of this turn began; `undefined` in a turn without much work. */
  #began: number | undefined
  /** Whether this turn's slice is used up, as far as anyone has looked. */
  spent = false
  #waiting: BusyStream[] = []

  /** @param now milliseconds, of a clock that nobody sets */
  constructor(now: () => number, next: (task: () => void) => void) {
    this.#now = now
    this.#nextTurn = next
  }

  /** Says whether a stream that has done much has to wait until its `goOn` is called. */
  pause(stream: BusyStream): boolean {
    const now = this.#now()
    if (this.#began === undefined) this.#begin(now)
    this.spent = now - (this.#began ?? now) >= SLICE_MS
    if (!this.spent && this.#waiting.length === 0) return false
    this.#waiting.push(stream)
    if (!this.spent) this.#waiting.shift()?.goOn()
    return true
  }

  #begin(now: number): void {
    this.#began = now
    this.#nextTurn(this.#turn)
  }

  readonly #turn = (): void => {
    this.#began = undefined
    this.spent = false
    if (this.#waiting.length === 0) return
    this.#begin(this.#now())
    // It lets the next one go on when it pauses itself, or the next turn does.
    this.#waiting.shift()?.goOn()
  }
}

// Taken now: where a test puts its own clock in place, the loop turns all the same.
const now = performance.now.bind(performance)

/** Of all streams of the process. */
export const processTurns: TurnBudget = new TurnBudget(now, nextTurn)
