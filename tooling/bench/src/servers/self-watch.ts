import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type { MemoryWatch, Sample } from '../run/messages.ts'

/** Milliseconds between two looks at the event loop. */
const LOOP_EVERY = 5
/** Milliseconds between two looks at the memory. */
const MEMORY_EVERY = 50
/** So many times as long as a look took is waited for the next: to collect a full heap's garbage takes a second. */
const REST = 4
/** More of them say no more. */
const MOST_COMPLAINTS = 3

/** What a server process observes of itself while it is measured. */
export class SelfWatch {
  readonly #loop = monitorEventLoopDelay({ resolution: LOOP_EVERY })
  readonly #complaints: string[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #maxRssBefore = 0
  #peakRss = 0
  #peakHeap = 0
  #peakHeld = 0
  #progress = 0

  /** Begins anew. */
  async begin(memory: MemoryWatch): Promise<Sample> {
    // Of a run that nobody has ended, because its clients have failed.
    clearTimeout(this.#timer)
    if (memory !== 'all') await collectGarbage()
    this.#progress = 0
    this.#peakRss = 0
    this.#peakHeap = 0
    this.#peakHeld = 0
    this.#complaints.length = 0
    this.#maxRssBefore = maxRss()
    this.#lookAgain(memory === 'peak-held', MEMORY_EVERY)
    this.#loop.enable()
    this.#loop.reset()
    // The monitor measures from one run of its timer to the next: the first has to be before the load.
    await sleep(3 * LOOP_EVERY)
    return this.look()
  }

  /** What there is to say so far. */
  look(): Sample {
    // Before anything else: looking at the memory stalls too.
    const stall = Math.max(0, this.#loop.max / 1e6 - LOOP_EVERY)
    const { user, system } = process.cpuUsage()
    this.#look(false)
    const { rss, heapUsed, external } = process.memoryUsage()
    return {
      cpu: user + system,
      rss,
      heap: heapUsed + external,
      peakRss: maxRss() > this.#maxRssBefore ? maxRss() : this.#peakRss,
      peakHeap: this.#peakHeap,
      peakHeld: this.#peakHeld,
      stall: Number.isFinite(stall) ? stall : 0,
      progress: this.#progress,
      complaints: [...this.#complaints],
    }
  }

  /** Stops watching, so that nobody else's turn is disturbed, and says what there is to say. */
  async end(memory: MemoryWatch): Promise<Sample> {
    const seen = this.look()
    clearTimeout(this.#timer)
    this.#loop.disable()
    if (memory !== 'held') return seen
    await collectGarbage()
    const { heapUsed, external } = process.memoryUsage()
    return { ...seen, heap: heapUsed + external }
  }

  progress(pieces: number): void {
    this.#progress = pieces
  }

  complain(complaint: string): void {
    if (this.#complaints.length < MOST_COMPLAINTS) this.#complaints.push(complaint)
  }

  #lookAgain(watchHeld: boolean, delay: number): void {
    this.#timer = setTimeout(() => {
      const start = performance.now()
      this.#look(watchHeld)
      this.#lookAgain(watchHeld, Math.max(MEMORY_EVERY, REST * (performance.now() - start)))
    }, delay)
    this.#timer.unref()
  }

  #look(watchHeld: boolean): void {
    if (watchHeld) gcOrThrow()()
    const { rss, heapUsed, external } = process.memoryUsage()
    this.#peakRss = Math.max(this.#peakRss, rss)
    this.#peakHeap = Math.max(this.#peakHeap, heapUsed + external)
    if (watchHeld) this.#peakHeld = Math.max(this.#peakHeld, heapUsed + external)
  }
}

/** Bytes: the most that this process ever had. */
function maxRss(): number {
  return process.resourceUsage().maxRSS * 1024
}

/** Finalizers and weak references need a few turns before the heap says what is really held. */
async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    gcOrThrow()()
    await turn()
  }
}

function gcOrThrow(): () => void {
  const { gc } = globalThis
  if (gc === undefined) throw new Error('Run this with --expose-gc.')
  return () => gc()
}
