import { afterEach, expect } from 'vitest'
import type { ResponseHead } from '../src/contract/head.ts'
import type { ByteSink, Chunk } from '../src/contract/sink.ts'

const violations: string[] = []

// Whatever a test is about: core keeps its own side of the seam in it.
afterEach(() => expect(violations.splice(0)).toEqual([]))

type SinkMethod = 'open' | 'write' | 'flush' | 'end' | 'abort' | 'release'

/** A sink whose room and handovers the test decides; it notes when core breaks the seam's rules. */
export class FakeSink implements ByteSink {
  /** What core called, in order. */
  readonly calls: SinkMethod[] = []
  readonly chunks: Uint8Array[] = []
  head: ResponseHead | undefined
  abortReason: unknown
  lastOnConnection: boolean | undefined
  /** What `write` returns. */
  hasRoom = true
  /** Keep what is to be called back until the test does so; else it happens by itself. */
  holdFlush = false
  holdEnd = false
  readonly flushes: (() => void)[] = []
  readonly ends: (() => void)[] = []
  /** Runs inside a call of core. */
  readonly during: Partial<Record<SinkMethod, () => void>> = {}

  get text(): string {
    return Buffer.concat(this.chunks).toString()
  }

  get byteLength(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  }

  /** How the response went out: the last of `end`, `abort` and `release`. */
  get outcome(): SinkMethod | undefined {
    return this.calls.findLast((call) => call === 'end' || call === 'abort' || call === 'release')
  }

  open(head: ResponseHead): void {
    if (this.head !== undefined) violations.push('open twice')
    this.#called('open')
    this.head = head
    this.during.open?.()
  }

  write(chunk: Chunk): boolean {
    this.#called('write')
    this.#take(chunk)
    this.during.write?.()
    return this.hasRoom
  }

  flush(done: () => void): boolean {
    this.#called('flush')
    if (this.head === undefined) violations.push('flush before open')
    this.during.flush?.()
    if (this.holdFlush) this.flushes.push(done)
    return !this.holdFlush
  }

  end(last: Chunk | undefined, done: () => void, lastOnConnection: boolean): void {
    this.#called('end')
    if (this.head === undefined) violations.push('end before open')
    if (last !== undefined) this.#take(last)
    this.lastOnConnection = lastOnConnection
    this.during.end?.()
    if (this.holdEnd) this.ends.push(done)
    else queueMicrotask(done)
  }

  abort(reason: unknown): void {
    this.#called('abort')
    this.abortReason = reason
    this.during.abort?.()
  }

  release(): void {
    this.#called('release')
    this.during.release?.()
  }

  #take(chunk: Chunk): void {
    if (this.head?.hasBody !== true) violations.push('bytes without a body')
    if (chunk.length === 0) violations.push('an empty chunk')
    this.chunks.push(Uint8Array.from(Buffer.from(chunk)))
  }

  #called(method: SinkMethod): void {
    const before = this.outcome
    const mayFollowEnd = method === 'abort' || method === 'release'
    if (before !== undefined && !(before === 'end' && mayFollowEnd))
      violations.push(`${method} after ${before}`)
    this.calls.push(method)
  }
}

/** Calls back what a sink has kept, once each. */
export function callAll(callbacks: (() => void)[]): void {
  for (const callback of callbacks.splice(0)) callback()
}
