import { signal, type Signal } from '@preact/signals'
import { eachFrame } from '../streams/each-frame.ts'
import { takeConnection } from '../streams/connection-limit.ts'
import { whenItTakesLong } from '../streams/patient-fetch.ts'

/** What has become of a stream of numbered ticks. */
export interface TickCount {
  /** `waiting`: connecting, and for long. */
  readonly state: 'closed' | 'connecting' | 'waiting' | 'open' | 'given up'
  readonly received: number
  /** Numbers that were left out. */
  readonly lost: number
  /** Numbers that came again. */
  readonly repeated: number
  /** Ticks that were due while there was no connection, and came afterwards. */
  readonly caughtUp: number
  readonly connections: number
}

const NONE: TickCount = { state: 'closed', received: 0, lost: 0, repeated: 0, caughtUp: 0, connections: 0 }

/** Milliseconds between two ticks. */
const EVERY = 100

/** Follows numbered ticks with a plain `EventSource`, and counts. What it loses is not asked for again by us. */
export class TickFollower {
  readonly count: Signal<TickCount> = signal(NONE)
  readonly target: string
  readonly #free: () => void
  readonly #source: EventSource
  readonly #answered: () => void
  #now: TickCount = NONE
  #last: number | undefined
  readonly #draw: () => void = eachFrame(() => (this.count.value = this.#now))

  /** @throws {TooManyStreamsError} when the browser has no connection left for it */
  constructor(url: string) {
    this.target = `/ticks?every=${EVERY}&viewer=${crypto.randomUUID()}`
    this.#free = takeConnection(url)
    this.#source = new EventSource(url + this.target)
    this.#show({ state: 'connecting' })
    this.#answered = whenItTakesLong(() => this.#show({ state: 'waiting' }))
    this.#source.addEventListener('open', () => {
      this.#answered()
      this.#show({ state: 'open', connections: this.#now.connections + 1 })
    })
    this.#source.addEventListener('error', () => {
      this.#answered()
      const isOver = this.#source.readyState === EventSource.CLOSED
      this.#show({ state: isOver ? 'given up' : 'connecting' })
    })
    this.#source.addEventListener('tick', ({ data }: MessageEvent<string>) => {
      this.#add(JSON.parse(data) as { readonly number: number; readonly missed: boolean })
    })
  }

  close(): void {
    this.#answered()
    this.#source.close()
    this.#free()
    this.#show({ state: 'closed' })
  }

  #add({ number, missed }: { readonly number: number; readonly missed: boolean }): void {
    const { received, lost, repeated, caughtUp } = this.#now
    const last = this.#last ?? number - 1
    this.#show({
      received: received + 1,
      lost: lost + Math.max(0, number - last - 1),
      repeated: repeated + (number <= last ? 1 : 0),
      caughtUp: caughtUp + (missed ? 1 : 0),
    })
    this.#last = Math.max(last, number)
  }

  #show(change: Partial<TickCount>): void {
    this.#now = { ...this.#now, ...change }
    this.#draw()
  }
}
