import { FIRST } from '../content/tick.ts'
import type { BodyCheck } from './body-check.ts'

/** The digits of `Tick.n`. */
const DIGITS = 7
const [ZERO, NINE] = [48, 57]

/** Hears of an event that was right. `index` counts from 0, `at` is the `Tick.at` of its stream. */
export type OnTick = (index: number, at: number) => void

/**
 * Checks a body of Server-Sent Events: that the ticks are all there, in order, each what it should be.
 *
 * Servers differ in how they write an event, and one stream writes them all alike but for the number.
 * So the first is looked at closely, and each further one compared, as bytes, with the first with its
 * number counted on: about 0.1 µs an event, so that the client is never the limit. What does not
 * compare is an aside (a comment, an event of the library's own) or a mistake.
 */
export class TickCheck implements BodyCheck {
  readonly #count: number
  readonly #onTick: OnTick | undefined
  /** The next event as it should arrive; empty before the first. */
  #next: Buffer = Buffer.alloc(0)
  /** Where its number begins. */
  #digits = 0
  /** Bytes of it that have arrived. */
  #matched = 0
  /** A block that is no such event, as far as it has arrived. */
  #odd: string | undefined = ''
  #at = 0
  /** Events so far. */
  ticks = 0
  /** Comments and other events between, before and after them. */
  asides = 0
  problem: string | undefined

  /** @param count how many events the stream has */
  constructor(count: number, onTick?: OnTick) {
    this.#count = count
    this.#onTick = onTick
  }

  take(data: Buffer, from: number, to: number): void {
    let at = from
    while (at < to && this.problem === undefined) {
      at = this.#odd === undefined ? this.#compare(data, at, to) : this.#readOdd(data, at, to)
    }
  }

  end(): void {
    if (this.ticks !== this.#count) this.problem ??= `${this.ticks} events of ${this.#count} arrived.`
  }

  #compare(data: Buffer, at: number, to: number): number {
    const end = Math.min(to, at + this.#next.length - this.#matched)
    const matched = this.#matched + end - at
    if (data.compare(this.#next, this.#matched, matched, at, end) !== 0) {
      this.#odd = this.#next.toString('latin1', 0, this.#matched)
      this.#matched = 0
      return at
    }
    this.#matched = matched
    if (matched === this.#next.length) this.#accept()
    return end
  }

  #accept(): void {
    this.#matched = 0
    this.ticks += 1
    for (let i = this.#digits + DIGITS - 1; i >= this.#digits; i--) {
      if (this.#next[i] !== NINE) {
        this.#next[i] = (this.#next[i] ?? ZERO) + 1
        break
      }
      this.#next[i] = ZERO
    }
    this.#onTick?.(this.ticks - 1, this.#at)
  }

  /** Reads a whole block, up to its blank line, and judges it. */
  #readOdd(data: Buffer, at: number, to: number): number {
    const before = this.#odd ?? ''
    const text = before + data.toString('latin1', at, to)
    const end = text.indexOf('\n\n', Math.max(0, before.length - 1))
    if (end === -1) {
      this.#odd = text
      return to
    }
    this.#judge(text.slice(0, end + 2))
    return at + end + 2 - before.length
  }

  #judge(block: string): void {
    const number = /"n":(\d+)/.exec(block)
    if (number === null) {
      this.asides += 1
      // Before the first event there is nothing to compare with yet.
      this.#odd = this.ticks === 0 ? '' : undefined
    } else if (this.ticks === 0 && Number(number[1]) === FIRST) {
      this.#odd = undefined
      this.#next = Buffer.from(block, 'latin1')
      this.#digits = number.index + '"n":'.length
      this.#at = Number(/"at":([\d.]+)/.exec(block)?.[1] ?? 0)
      this.#accept()
    } else {
      this.problem = `Event ${FIRST + this.ticks} was expected, and this came: ${JSON.stringify(block.slice(0, 200))}`
    }
  }
}
