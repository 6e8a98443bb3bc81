import type { ResponseHead } from './head.ts'

/** A piece of a body: bytes, or text that is sent as UTF-8. */
export type Chunk = string | Uint8Array

/**
 * Where an adapter puts the response. Core calls `open` once, in the same turn then `write`, `flush` or
 * `end`; then `write` and `flush` any number of times, and `end`, unless `abort` or `release` comes first
 * or after it. No method may throw for a peer that has left.
 */
export interface ByteSink {
  /** Takes status and headers. Sending them may wait for the first write, flush or end. */
  open(head: ResponseHead): void
  /** Takes a chunk. `false` asks core to hold back until the sink calls `SinkListener.room`. */
  write(chunk: Chunk): boolean
  /**
   * An array of `size` bytes, 65,536 at most, for core to merge small chunks in, which it then gives to
   * `write` or `end` in the same breath. Where there is none, core makes one each time.
   */
  frame?(size: number): Uint8Array
  /**
   * Pushes head and bytes out, through a compressor if there is one. Returns `true` when all of it
   * is handed over already; else `done` is called, once, when it is (or never, if the peer leaves).
   */
  flush(done: () => void): boolean
  /**
   * Ends the body properly, with `last` as its last chunk if there is one: a response that is complete
   * in its first tick comes as `open` and `end`. `done` is called once all of it is handed over (or
   * never, if the peer leaves). With `lastOnConnection` the connection takes no further request, where
   * that can be said.
   */
  end(last: Chunk | undefined, done: () => void, lastOnConnection: boolean): void
  /**
   * Ends the response so that the client can tell it is incomplete (clause E2), and releases what it
   * holds. `lastOnConnection` as for `end`.
   */
  abort(reason: unknown, lastOnConnection: boolean): void
  /**
   * Frees what it holds: the peer is gone, or someone else has answered. Leaves the connection alone.
   * Called in place of `end` or `abort`.
   */
  release(): void
}

/** What an adapter tells core about a response. */
export interface SinkListener {
  /** There is room again after `write` had returned `false`. */
  room(): void
  /** The peer is gone, whatever the reason. May be called more than once and after the end. */
  gone(cause?: unknown): void
}
