import type { ObservedStream, StreamObserver, StreamOutcome } from '@sluice/core'
import type { EndedStream, StreamRecord } from './stream-record.ts'

/** Knows which streams this process is sending: an observer of an api that can be asked. */
export class Activity implements StreamObserver {
  readonly #running = new Map<ObservedStream, number>()
  readonly #listeners = new Set<(ended: EndedStream) => void>()
  #last = 0

  open(stream: ObservedStream): void {
    this.#running.set(stream, (this.#last += 1))
  }

  end(stream: ObservedStream, end: StreamOutcome): void {
    const id = this.#running.get(stream)
    if (id === undefined) return
    this.#running.delete(stream)
    const { outcome } = end
    const error = end.outcome === 'failed' ? nameOf(end.error) : null
    const ended = { ...recordOf(id, stream), outcome, error }
    for (const listener of this.#listeners) listener(ended)
  }

  /** The streams that run, the oldest first. */
  running(): StreamRecord[] {
    return Array.from(this.#running, ([stream, id]) => recordOf(id, stream))
  }

  /** Calls `listener` for each stream that ends, until the returned function is called. */
  onEnd(listener: (ended: EndedStream) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}

function recordOf(id: number, { ctx, status, bytes, events, duration }: ObservedStream): StreamRecord {
  const { method, target } = ctx
  return { id, method, target, status: status ?? null, bytes, events, milliseconds: Math.round(duration) }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
