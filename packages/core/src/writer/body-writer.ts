import type { Chunk } from '../contract/sink.ts'
import type { Instant } from '../deadline/deadline.ts'

/**
 * Where a body is written. Every promise settles: on room, disconnect, deadline or end (clause P2).
 * A rejection need not be awaited to be harmless, but a writer that never awaits is cut off once
 * `maxBufferedBytes` wait for a slow client (clause P5).
 */
export interface BodyWriter {
  /**
   * Writes text (as UTF-8) or bytes. Settles when there is room for more (clause P1). What was
   * written leaves by the end of this turn of the event loop (clause B2).
   *
   * The bytes are handed over: they may still be on their way when this settles, so write a fresh
   * array next time, or a copy, rather than change this one.
   *
   * @throws {ClientDisconnectedError} (rejects) once the client has left
   * @throws {DeadlineExceededError} (rejects) when still blocked at the write deadline
   * @throws {WriterClosedError} (rejects) after the end
   * @throws {InvalidArgumentError} (rejects) on anything but a string or `Uint8Array`
   */
  write(chunk: Chunk): Promise<void>
  /**
   * Sends the head, if it is not sent, and everything written so far, through a compressor if
   * there is one. Settles when all of it has been handed to the operating system, or taken by the
   * consumer where there is no more to know (clause B3). Rejects as `write` does.
   */
  flush(): Promise<void>
  /**
   * From this instant on, a write or flush that is blocked rejects and the connection is torn down
   * (clause P3). `undefined` clears it. Costs no timer while nothing is blocked.
   * @throws {InvalidArgumentError} when it is not a point in time
   */
  setWriteDeadline(instant: Instant | undefined): void
  /**
   * Ends the body properly, as returning from it does. Settles when everything is handed over.
   * @throws {ContentLengthMismatchError} (rejects) when fewer bytes were written than declared
   */
  close(): Promise<void>
  /**
   * Gives the stream up: a problem response if the head was not sent, else an end that the client
   * can tell is none (clause E2). `error` goes to `onError`.
   */
  abort(error: unknown): void
}
