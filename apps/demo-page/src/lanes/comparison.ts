/** How a lane came to its end. */
export interface LaneEnd {
  /** By whoever watches, which says nothing of the stream. */
  readonly stopped: boolean
  /** What it was, in a few words. */
  readonly how: string
}

/** What can be said of several lanes by now. */
export type Verdict =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'identical'; readonly messages: number; readonly until: 'now' | 'stopped' | 'end' }
  | { readonly kind: 'different'; readonly index: number; readonly texts: readonly string[] }

/**
 * Compares what arrives in several lanes, message by message. A message is kept until all lanes have theirs, and no
 * longer.
 */
export class Comparison {
  readonly #waiting: string[][]
  readonly #ends: (LaneEnd | undefined)[]
  #compared = 0
  #different: Extract<Verdict, { kind: 'different' }> | undefined

  constructor(lanes: number) {
    this.#waiting = Array.from({ length: lanes }, () => [])
    this.#ends = Array.from({ length: lanes })
  }

  /** The next messages of a lane, as they are compared. */
  add(lane: number, texts: readonly string[]): void {
    if (this.#different !== undefined) return
    this.#waiting[lane]?.push(...texts)
    this.#compare()
  }

  /** A lane is over. */
  end(lane: number, end: LaneEnd): void {
    this.#ends[lane] = end
    this.#compare()
  }

  get verdict(): Verdict {
    if (this.#different !== undefined) return this.#different
    const isOver = this.#ends.every((end) => end !== undefined)
    if (this.#compared === 0 && !isOver) return { kind: 'waiting' }
    const until = this.#isStopped ? 'stopped' : isOver ? 'end' : 'now'
    return { kind: 'identical', messages: this.#compared, until }
  }

  get #isStopped(): boolean {
    return this.#ends.some((end) => end?.stopped)
  }

  #compare(): void {
    const common = Math.min(...this.#waiting.map(({ length }) => length))
    for (let index = 0; index < common && this.#different === undefined; index += 1) {
      this.#judge(this.#waiting.map((texts) => texts[index] ?? ''))
    }
    for (const texts of this.#waiting) texts.splice(0, common)
    if (this.#different === undefined && !this.#isStopped) this.#judgeEnds()
  }

  /** One that is over has no more to say, where another has; and it matters how they ended. */
  #judgeEnds(): void {
    const isOver = this.#waiting.map((texts, lane) => this.#ends[lane] !== undefined && texts.length === 0)
    const ends = this.#ends.map((end) => end?.how ?? '')
    const goesOn = this.#waiting.some(({ length }) => length > 0)
    if (isOver.every(Boolean)) {
      if (new Set(ends).size > 1) this.#differ(ends)
    } else if (goesOn && isOver.some(Boolean)) {
      this.#differ(this.#waiting.map((texts, lane) => texts[0] ?? ends[lane] ?? ''))
    }
  }

  #judge(texts: readonly string[]): void {
    if (new Set(texts).size > 1) this.#differ(texts)
    else this.#compared += 1
  }

  #differ(texts: readonly string[]): void {
    this.#different = { kind: 'different', index: this.#compared, texts }
    for (const waiting of this.#waiting) waiting.length = 0
  }
}
