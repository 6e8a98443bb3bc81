import { atEndOfTurn, type TurnTask } from './turns.ts'

let now: number | undefined

const forget: TurnTask = {
  endOfTurn() {
    now = undefined
  },
}

/**
 * Milliseconds, of a clock that nobody sets, as it was when someone first asked in this turn of the event loop. To
 * look at it for each event took 0.05 of 0.69 µs that sending one took.
 */
export function timeOfTurn(): number {
  if (now === undefined) {
    now = performance.now()
    atEndOfTurn(forget)
  }
  return now
}
