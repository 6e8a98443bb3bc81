import {
  BufferOverflowError,
  ContentLengthMismatchError,
  DeadlineExceededError,
  InvalidArgumentError,
  WriterClosedError,
} from '../contract/errors.ts'
import type { ByteSink, Chunk } from '../contract/sink.ts'
import { Deadline, type Instant } from '../deadline/deadline.ts'
import { type Deferred, deferred, READY, rejected } from '../promise/deferred.ts'
import type { BodyWriter } from './body-writer.ts'
import { CHUNK_SIZE, WriteQueue } from './write-queue.ts'

/**
 * After so many bytes without a pause the writer waits for another turn of the event loop, so that
 * a fast client and a busy handler cannot keep everyone else waiting.
 */
const BYTES_PER_TURN = 1024 * 1024

/** What the writer needs of the exchange it belongs to. */
export interface WriterOwner {
  /** Sends the head unless that was done. Throws before the body runs. `empty`: no bytes will follow. */
  commit(empty: boolean): void
  /** The stream cannot go on: tear it down and report `error`. */
  fail(error: unknown): void
  /** The `content-length` that was sent, if one was. */
  readonly declaredLength: number | undefined
  /** Whether the server is shutting down, so that the connection takes no further request. */
  readonly lastOnConnection: boolean
  /** The end was asked for: nothing more is written. */
  closing(): void
  /** Everything up to the end has been handed over. */
  closed(): void
}

/** The one `BodyWriter`: joins writes of a turn, holds back for slow clients, keeps deadlines. */
export class StreamWriter implements BodyWriter {
  readonly #sink: ByteSink
  readonly #owner: WriterOwner
  readonly #maxBufferedBytes: number
  readonly #queue: WriteQueue = new WriteQueue()
  readonly #deadline: Deadline
  /** The sink has asked to hold back. */
  #full = false
  #scheduled = false
  #bytesThisTurn = 0
  #bytesWritten = 0
  /** Nothing more is taken. */
  #shut = false
  /** Answers every call once the writer is shut; made when the first one comes. */
  #refusal: Promise<never> | undefined
  /** Settles when everything up to the end has been handed over, once the writer is closed. */
  #ending: Promise<void> | undefined
  /** One promise for all writes that wait for room. */
  #room: Deferred | undefined
  /** What flushes and the end wait for. */
  readonly #handovers = new Set<Deferred>()
  /** Runs once the queue is empty: a flush or the end that came while the sink was full. */
  #onEmpty: (() => void)[] = []

  constructor(sink: ByteSink, owner: WriterOwner, maxBufferedBytes: number) {
    this.#sink = sink
    this.#owner = owner
    this.#maxBufferedBytes = maxBufferedBytes
    this.#deadline = new Deadline(() => owner.fail(new DeadlineExceededError('write')))
  }

  write(chunk: Chunk): Promise<void> {
    if (this.#shut) return this.#refuse()
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
      return rejected(
        new InvalidArgumentError(`write() takes a string or a Uint8Array, not ${describeType(chunk)}.`),
      )
    }
    if (chunk.length > 0) {
      const refusal = this.#commit()
      if (refusal !== undefined) return refusal
      // A single write may be of any size; it is those behind an unsettled one that add up.
      if (this.#full && !this.#queue.empty && this.#queue.size + chunk.length > this.#maxBufferedBytes) {
        this.#owner.fail(new BufferOverflowError(this.#maxBufferedBytes))
        return this.#refuse()
      }
      this.#queue.add(chunk)
      if (!this.#full) {
        if (this.#queue.size >= CHUNK_SIZE) this.#push()
        else this.#schedule()
      }
      if (this.#shut) return this.#refuse()
    }
    return this.#full ? this.#awaitRoom() : READY
  }

  flush(): Promise<void> {
    const refusal = this.#commit()
    if (refusal !== undefined) return refusal
    this.#push()
    return this.#shut ? this.#refuse() : this.#handOver((done) => this.#sink.flush(done))
  }

  setWriteDeadline(instant: Instant | undefined): void {
    this.#deadline.set(instant)
  }

  close(): Promise<void> {
    if (this.#ending !== undefined) return this.#ending
    const refusal = this.#commit(true)
    if (refusal !== undefined) return refusal
    this.#queue.endText()
    this.#push()
    if (this.#shut) return this.#refuse()
    this.#shut = true
    this.#owner.closing()
    this.#ending = this.#handOver((done) => {
      if (!this.#endsShort()) this.#end(done)
      return false
    })
    return this.#ending
  }

  abort(error: unknown): void {
    if (!this.#shut) this.#owner.fail(error)
  }

  /** @internal The sink has room again. */
  readonly resume = (): void => {
    this.#full = false
    this.#bytesThisTurn = 0
    this.#push()
    if (this.#full) return
    this.#room?.resolve()
    this.#room = undefined
    this.#releaseDeadline()
  }

  /** @internal Nothing more is taken or sent; whatever waits rejects with `reason`. */
  stop(reason: unknown): void {
    this.#shutWith(reason)
    this.#queue.clear()
    this.#onEmpty = []
    this.#deadline.release()
  }

  /**
   * @internal Nothing more is taken, but what was written before is still sent. `done` is called
   * when it has been handed over, or never if the stream is stopped before.
   */
  finish(reason: unknown, deadline: number, done: () => void): void {
    this.#shutWith(reason)
    this.#deadline.limit(deadline)
    this.#queue.endText()
    this.#push()
    this.#handOver((settle) => this.#sink.flush(settle)).then(done, () => {})
  }

  /** @internal Ends the response with `text` in place of a body that failed with `reason` before its head. */
  answer(text: string, reason: unknown, deadline: number): void {
    this.#shutWith(reason)
    this.#deadline.limit(deadline)
    if (text !== '') this.#sink.write(text)
    void this.#handOver((done) => {
      this.#end(done)
      return false
    })
  }

  #end(done: () => void): void {
    this.#sink.end(() => {
      done()
      this.#owner.closed()
    }, this.#owner.lastOnConnection)
  }

  /** Shuts the writer for a reason; whatever waits rejects with it. */
  #shutWith(reason: unknown): void {
    this.#shut = true
    if (reason === undefined) return
    this.#refusal = rejected(reason)
    this.#room?.reject(reason)
    this.#room = undefined
    for (const handover of this.#handovers) handover.reject(reason)
    this.#handovers.clear()
  }

  #refuse(): Promise<never> {
    this.#refusal ??= rejected(new WriterClosedError())
    return this.#refusal
  }

  /** Makes sure the head is sent; returns the refusal if that ended the stream, or could not be done. */
  #commit(empty = false): Promise<never> | undefined {
    if (this.#shut) return this.#refuse()
    try {
      this.#owner.commit(empty)
      return this.#shut ? this.#refuse() : undefined
    } catch (error) {
      return rejected(error)
    }
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#sink.defer(this.#endOfTurn)
  }

  readonly #endOfTurn = (): void => {
    this.#scheduled = false
    this.#push()
  }

  /** Gives the sink what it has room for. */
  #push(): void {
    while (!this.#full) {
      const chunk = this.#queue.take()
      if (chunk === undefined) return this.#emptied()
      const fits = this.#declare(chunk)
      if (fits === undefined) return
      this.#bytesThisTurn += fits.length
      if (!this.#sink.write(fits)) this.#full = true
      else if (this.#bytesThisTurn >= BYTES_PER_TURN) {
        this.#full = true
        this.#sink.yield(this.resume)
      }
    }
    if (this.#queue.empty) this.#emptied()
  }

  /** Counts a chunk against the declared length, if there is one; `undefined` if it is too much. */
  #declare(chunk: Chunk): Chunk | undefined {
    const declared = this.#owner.declaredLength
    if (declared === undefined) return chunk
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk
    this.#bytesWritten += bytes.length
    if (this.#bytesWritten <= declared) return bytes
    this.#queue.clear()
    this.#owner.fail(new ContentLengthMismatchError(declared, this.#bytesWritten))
    return undefined
  }

  #emptied(): void {
    if (this.#onEmpty.length === 0) return
    const waiting = this.#onEmpty
    this.#onEmpty = []
    for (const run of waiting) run()
  }

  /** Once the queue is empty, asks the sink to `push` everything on, and waits until it has. */
  #handOver(push: (done: () => void) => boolean): Promise<void> {
    const handover = deferred()
    const settle = (): void => {
      this.#handovers.delete(handover)
      handover.resolve()
      this.#releaseDeadline()
    }
    // Listed before it starts, so that a failure on the way finds and rejects it.
    this.#handovers.add(handover)
    const start = (): void => {
      if (push(settle)) settle()
    }
    if (this.#queue.empty) start()
    else this.#onEmpty.push(start)
    if (this.#handovers.has(handover)) this.#deadline.hold()
    return handover.promise
  }

  #endsShort(): boolean {
    const declared = this.#owner.declaredLength
    if (declared === undefined || this.#bytesWritten === declared) return false
    this.#owner.fail(new ContentLengthMismatchError(declared, this.#bytesWritten))
    return true
  }

  #awaitRoom(): Promise<void> {
    if (this.#room === undefined) {
      this.#room = deferred()
      this.#deadline.hold()
    }
    return this.#room.promise
  }

  #releaseDeadline(): void {
    if (this.#room === undefined && this.#handovers.size === 0) this.#deadline.release()
  }
}

function describeType(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value)
  return value.constructor?.name ?? 'an object without a prototype'
}
