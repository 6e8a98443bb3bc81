import { BufferOverflowError, InvalidArgumentError, WriterClosedError } from '../contract/errors.ts'
import type { ByteSink, Chunk } from '../contract/sink.ts'
import type { Instant } from '../deadline/deadline.ts'
import { READY, rejected } from '../promise/deferred.ts'
import { expectHeard } from '../promise/unheard.ts'
import { BodyAccount } from './body-account.ts'
import type { BodyWriter } from './body-writer.ts'
import { describeType } from './describe-type.ts'
import { type BusyStream, processTurns } from '../turn/turn-budget.ts'
import { end, flush, writeTo } from './guarded-sink.ts'
import { atEndOfTurn, type TurnTask } from '../turn/turns.ts'
import { WriteQueue } from './write-queue.ts'
import { WriteWaits } from './write-waits.ts'
import type { WriterOwner } from './writer-owner.ts'

/** What a write costs beside its bytes, as if it were bytes: many small ones are work too. */
const WORK_PER_WRITE = 512

/** So much work, in bytes, a stream does at a time if it does not fill a whole chunk before. */
const QUANTUM = 192 * 1024

/** And so much when others have used the turn up already, as when many streams begin at once. */
const SMALL_QUANTUM = 8 * 1024

const NONE: readonly (() => void)[] = []

/** The one `BodyWriter`: joins the writes of a turn, holds back for slow clients, keeps deadlines. */
export class StreamWriter implements BodyWriter, TurnTask, BusyStream {
  readonly #sink: ByteSink
  readonly #owner: WriterOwner
  readonly #maxBufferedBytes: number
  readonly #queue: WriteQueue = new WriteQueue()
  readonly #waits: WriteWaits
  /** There if someone counts. */
  #account: BodyAccount | undefined
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
      return expectHeard(
        new InvalidArgumentError(`write() takes a string or a Uint8Array, not ${describeType(chunk)}.`),
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
          // The best place to pause: what is left of a chunk would be written by itself (`tooling/bench`, clients-200).
          this.#spent += QUANTUM
        } else if (!this.#scheduled) {
          this.#scheduled = true
          atEndOfTurn(this)
        }
      }
      this.#spent += chunk.length + WORK_PER_WRITE
      if (this.#spent >= (processTurns.spent ? SMALL_QUANTUM : QUANTUM) && !this.#resting) {
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
    if (text === '') return this.#endSink(undefined)
    this.#endSink(new BodyAccount(this.#owner.counter, undefined).count(text))
  }

  #flushSink(): Promise<void> {
    return this.#waits.forFlush((done) => {
      this.#whenEmpty(() => {
        if (flush(this.#sink, done, this.#owner)) done()
      })
    })
  }

  #endSink(last: Chunk | undefined): void {
    this.#ended = true
    const done = (): void => {
      this.#waits.endCame()
      this.#owner.closed()
    }
    end(this.#sink, last, done, this.#owner)
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
    const { counter, declaredLength } = this.#owner
    if (counter !== undefined || declaredLength !== undefined) {
      this.#account = new BodyAccount(counter, declaredLength)
    }
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
      if (!writeTo(this.#sink, counted, this.#owner)) this.#setFull(true)
    }
    if (!this.#queue.empty) return
    if (this.#endsNext) this.#end(undefined)
    if (this.#onEmpty.length > 0) this.#emptied()
  }

  #end(last: Chunk | undefined): void {
    this.#endsNext = false
    try {
      this.#account?.end()
    } catch (error) {
      return this.#owner.fail(error)
    }
    this.#endSink(last)
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

  /** Counts a chunk; `undefined` when it is more than the head has said. */
  #count(chunk: Chunk): Chunk | undefined {
    try {
      return this.#account === undefined ? chunk : this.#account.count(chunk)
    } catch (error) {
      this.#queue.clear()
      this.#owner.fail(error)
      return undefined
    }
  }

  #whenEmpty(run: () => void): void {
    if (this.#queue.empty) return run()
    this.#onEmpty = [...this.#onEmpty, run]
  }

  #emptied(): void {
    const waiting = this.#onEmpty
    this.#onEmpty = NONE
    for (const run of waiting) run()
  }
}
