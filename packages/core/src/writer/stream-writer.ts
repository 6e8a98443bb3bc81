import { BufferOverflowError, InvalidArgumentError, WriterClosedError } from '../contract/errors.ts'
import type { ByteSink, Chunk } from '../contract/sink.ts'
import type { Instant } from '../deadline/deadline.ts'
import { READY, rejected } from '../promise/deferred.ts'
import { expectHeard } from '../promise/unheard.ts'
import type { BodyWriter } from './body-writer.ts'
import { describeType } from './describe-type.ts'
import { LengthCheck } from './length-check.ts'
import { encode } from './text-bytes.ts'
import { type BusyStream, processTurns } from './turn-budget.ts'
import { atEndOfTurn, type TurnTask } from './turns.ts'
import { WriteQueue } from './write-queue.ts'
import { WriteWaits } from './write-waits.ts'

/** What a write costs beside its bytes, as if it were bytes: many small ones are work too. */
const WORK_PER_WRITE = 512

/** So much work, in bytes, a stream does at a time: text for a whole frame of small events. */
const QUANTUM = 96 * 1024

const NONE: readonly (() => void)[] = []

/** Counts the bytes of a stream. */
export interface ByteCounter {
  bytes: number
}

/** What the writer needs of the exchange it belongs to. */
export interface WriterOwner {
  /** Settles the head unless that was done. Throws before the body runs. `empty`: no bytes will follow. */
  commit(empty: boolean): void
  /** Gives the sink the head; `false` if that ended the stream. `length`: bytes of the body, which is complete. */
  open(length?: number): boolean
  /** The stream cannot go on: tear it down and report `error`. */
  fail(error: unknown): void
  /** The sink has thrown, and nothing more can be sent: cut it off and report `error`. */
  broken(error: unknown): void
  /** A mistake that ends nothing, and that nobody has awaited. */
  report(error: unknown): void
  /** Counts the bytes that are given to the sink, if someone wants to know. */
  readonly counter: ByteCounter | undefined
  /** The `content-length` that was sent, if one was. */
  readonly declaredLength: number | undefined
  /** Whether the server is shutting down, so that the connection takes no further request. */
  readonly lastOnConnection: boolean
  /** The end was asked for: nothing more is written. */
  closing(): void
  /** Everything up to the end has been handed over. */
  closed(): void
}

/** The one `BodyWriter`: joins the writes of a turn, holds back for slow clients, keeps deadlines. */
export class StreamWriter implements BodyWriter, TurnTask, BusyStream {
  readonly #sink: ByteSink
  readonly #owner: WriterOwner
  readonly #maxBufferedBytes: number
  readonly #queue: WriteQueue = new WriteQueue()
  readonly #waits: WriteWaits
  #length: LengthCheck | undefined
  /** The sink has asked to hold back. */
  #full = false
  #scheduled = false
  /** The head is settled. */
  #committed = false
  /** The sink has the head. */
  #opened = false
  /** Work since it last paused. */
  #spent = 0
  /** Waits for another turn. */
  #resting = false
  /** Nothing more is taken. */
  #shut = false
  /** Answers every call once the writer is shut; made when the first one comes. */
  #refusal: Promise<never> | undefined
  /** The end was asked for. */
  #closed = false
  /** The end is to follow what is in the queue. */
  #endsNext = false
  /** Whether the sink was told the end. */
  #ended = false
  /** The last flush, until something is written that it does not cover. */
  #flushed: Promise<void> | undefined
  /** Run once the queue is empty: a flush that came while the sink was full. */
  #onEmpty: readonly (() => void)[] = NONE

  constructor(sink: ByteSink, owner: WriterOwner, maxBufferedBytes: number) {
    this.#sink = sink
    this.#owner = owner
    this.#maxBufferedBytes = maxBufferedBytes
    this.#waits = new WriteWaits(owner)
  }

  write(chunk: Chunk): Promise<void> {
    if (this.#shut) return this.#refuse()
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
      const what = describeType(chunk)
      return expectHeard(
        new InvalidArgumentError(`write() takes a string or a Uint8Array, not ${what}.`),
        (error) => this.#owner.report(error),
      )
    }
    if (chunk.length > 0) {
      const refusal = this.#commit(false)
      if (refusal !== undefined) return refusal
      // A single write may be of any size; it is those behind an unsettled one that add up.
      if (this.#full && !this.#queue.empty && this.#queue.size + chunk.length > this.#maxBufferedBytes) {
        this.#owner.fail(new BufferOverflowError(this.#maxBufferedBytes))
        return this.#refuse()
      }
      this.#queue.add(chunk, this.#full)
      // A flush that still waits for the queue to empty covers this too.
      if (this.#onEmpty.length === 0) this.#flushed = undefined
      if (!this.#full) {
        if (this.#queue.ripe) {
          this.#push()
          if (this.#shut) return this.#refuse()
        } else if (!this.#scheduled) {
          this.#scheduled = true
          atEndOfTurn(this)
        }
      }
      this.#spent += chunk.length + WORK_PER_WRITE
      if (this.#spent >= QUANTUM && !this.#resting) {
        this.#spent = 0
        this.#resting = processTurns.pause(this)
      }
    }
    return this.#full || this.#resting ? this.#waits.forRoom() : READY
  }

  flush(): Promise<void> {
    const refusal = this.#commit(false)
    if (refusal !== undefined) return refusal
    if (!this.#open()) return this.#refuse()
    this.#push()
    if (this.#shut) return this.#refuse()
    // Shared, because a handler that never awaits could ask for any number of them.
    this.#flushed ??= this.#flushSink()
    return this.#flushed
  }

  setWriteDeadline(instant: Instant | undefined): void {
    this.#waits.setDeadline(instant)
  }

  /** From now on nothing may be blocked for longer than that, in milliseconds. */
  setWriteTimeout(timeout: number): void {
    this.#waits.setTimeout(timeout)
  }

  close(): Promise<void> {
    return this.end() ?? this.#waits.forEnd()
  }

  /** Ends the body properly, for someone who does not wait for it. Returns the refusal, if it is refused. */
  end(): Promise<never> | undefined {
    if (this.#closed) return undefined
    const refusal = this.#commit(true)
    if (refusal !== undefined) return refusal
    this.#queue.endText()
    // With nothing sent yet the response is complete, so that its length can be said.
    if (!this.#opened && !this.#open(this.#queue.byteLength)) return this.#refuse()
    this.#shut = true
    this.#closed = true
    this.#endsNext = true
    this.#owner.closing()
    this.#waits.endBegins()
    this.#push()
    return undefined
  }

  /**
   * Ends the body properly while its handler still runs: what that writes now is refused with `reason`.
   * A client that does not take the rest by `deadline` is cut off.
   */
  endEarly(reason: unknown, deadline: number): void {
    void this.end()
    this.#refusal ??= rejected(reason)
    this.#waits.limitDeadline(deadline)
    this.#waits.rejectRoom(reason)
  }

  abort(error: unknown): void {
    if (!this.#shut) this.#owner.fail(error)
  }

  /** The sink has room again. */
  resume(): void {
    this.#setFull(false)
    this.#push()
    this.#tellOfRoom()
  }

  /** Nothing more is taken or sent; whatever waits rejects with `reason`, or resolves if there is none. */
  stop(reason: unknown): void {
    this.refuse(reason)
    if (reason === undefined) this.#waits.resolve()
    this.#queue.clear()
  }

  /** Nothing more is taken; whatever waits, and whoever comes later, is refused with `reason`. */
  refuse(reason: unknown): void {
    this.#shut = true
    this.#onEmpty = NONE
    this.#endsNext = false
    if (reason === undefined) return
    this.#refusal = rejected(reason)
    this.#waits.reject(reason)
  }

  /**
   * Sends what was written before the writer refused more. `done` is called when it has been handed
   * over, or never if the stream is stopped before.
   */
  finish(deadline: number, done: () => void): void {
    if (this.#ended) return done()
    this.#waits.limitDeadline(deadline)
    this.#queue.endText()
    this.#push()
    this.#flushSink().then(done, () => {})
  }

  /** Ends the response with `text` in place of a body that failed before its head. */
  answer(text: string, deadline: number): void {
    // What the handler has set was meant for its own body.
    this.#waits.setDeadline(undefined)
    this.#waits.limitDeadline(deadline)
    this.#opened = true
    this.#waits.endBegins()
    this.#endSink(text === '' ? undefined : this.#tally(text))
  }

  #flushSink(): Promise<void> {
    return this.#waits.forFlush((done) => {
      this.#whenEmpty(() => {
        if (this.#flushedBy(done)) done()
      })
    })
  }

  #endSink(last: Chunk | undefined): void {
    this.#ended = true
    const done = (): void => {
      this.#waits.endCame()
      this.#owner.closed()
    }
    try {
      this.#sink.end(last, done, this.#owner.lastOnConnection)
    } catch (error) {
      this.#owner.broken(error)
    }
  }

  // What others have put in front of a response may throw. In the callback that ends a turn that would
  // end the process; what was taken from the queue must not be missing in a response that ends well.

  #flushedBy(done: () => void): boolean {
    try {
      return this.#sink.flush(done)
    } catch (error) {
      this.#owner.broken(error)
      return false
    }
  }

  #writeToSink(chunk: Chunk): boolean {
    try {
      return this.#sink.write(chunk)
    } catch (error) {
      this.#owner.broken(error)
      return false
    }
  }

  #refuse(): Promise<never> {
    this.#refusal ??= rejected(new WriterClosedError())
    return this.#refusal
  }

  /** Makes sure the head is settled; returns the refusal if that ended the stream, or could not be done. */
  #commit(empty: boolean): Promise<never> | undefined {
    if (this.#shut) return this.#refuse()
    if (this.#committed) return undefined
    try {
      this.#owner.commit(empty)
    } catch (error) {
      return rejected(error)
    }
    if (this.#shut) return this.#refuse()
    this.#committed = true
    const { declaredLength } = this.#owner
    if (declaredLength !== undefined) this.#length = new LengthCheck(declaredLength)
    return undefined
  }

  endOfTurn(): void {
    this.#scheduled = false
    this.#push()
  }

  /** Makes sure that the sink has the head; `false` if that ended the stream. */
  #open(length?: number): boolean {
    if (this.#opened) return true
    this.#opened = true
    return this.#owner.open(length)
  }

  /** Gives the sink what it has room for, and the end after that. */
  #push(): void {
    while (!this.#full) {
      const chunk = this.#queue.take(this.#sink)
      if (chunk === undefined) break
      if (!this.#open()) return
      const counted = this.#count(chunk)
      if (counted === undefined) return
      if (this.#endsNext && this.#queue.empty) return this.#end(counted)
      if (!this.#writeToSink(this.#tally(counted))) this.#setFull(true)
    }
    if (!this.#queue.empty) return
    if (this.#endsNext) this.#end(undefined)
    if (this.#onEmpty.length > 0) this.#emptied()
  }

  #end(last: Chunk | undefined): void {
    this.#endsNext = false
    if (this.#endsInLength()) this.#endSink(last === undefined ? undefined : this.#tally(last))
  }

  /** Text is encoded here when someone counts, and then as bytes, so that it is encoded once. */
  #tally(chunk: Chunk): Chunk {
    const { counter } = this.#owner
    if (counter === undefined) return chunk
    const bytes = typeof chunk === 'string' ? encode(chunk) : chunk
    counter.bytes += bytes.length
    return bytes
  }

  #setFull(full: boolean): void {
    this.#full = full
    this.#waits.setBlocked(full)
  }

  goOn(): void {
    this.#resting = false
    this.#tellOfRoom()
  }

  #tellOfRoom(): void {
    if (!this.#full && !this.#resting) this.#waits.roomCame()
  }

  /** Counts a chunk against the declared length, if there is one; `undefined` when it is too much. */
  #count(chunk: Chunk): Chunk | undefined {
    if (this.#length === undefined) return chunk
    try {
      return this.#length.count(chunk)
    } catch (error) {
      this.#queue.clear()
      this.#owner.fail(error)
      return undefined
    }
  }

  #endsInLength(): boolean {
    try {
      this.#length?.end()
      return true
    } catch (error) {
      this.#owner.fail(error)
      return false
    }
  }

  #whenEmpty(run: () => void): void {
    if (this.#queue.empty) run()
    else this.#onEmpty = [...this.#onEmpty, run]
  }

  #emptied(): void {
    const waiting = this.#onEmpty
    this.#onEmpty = NONE
    for (const run of waiting) run()
  }
}
