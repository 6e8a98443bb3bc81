import { DeadlineExceededError } from '../contract/errors.ts'
import { Deadline, type Instant } from '../deadline/deadline.ts'
import { type Deferred, deferred, READY, rejected } from '../promise/deferred.ts'

/** Whom to tell that a deadline has passed. */
interface WaitsOwner {
  fail(error: DeadlineExceededError): void
}

const NONE: readonly Deferred[] = []

/**
 * What of a writer has not settled: that is what its deadline is for. Promises and the deadline are made
 * when there is something to wait for; most streams that fit into the client's window never have.
 */
export class WriteWaits {
  readonly #owner: WaitsOwner
  #deadline: Deadline | undefined
  /** How long anything may be blocked, in milliseconds. */
  #timeout: number | undefined
  /** One promise for all writes that wait for room. */
  #room: Deferred | undefined
  /** It is the client that has no room, rather than the writer that pauses. */
  #blocked = false
  #flushes: readonly Deferred[] = NONE
  /** The end was asked for, and is not handed over. */
  #ending = false
  #end: Deferred | undefined
  /** How everything was settled in the end. */
  #outcome: Promise<void> | undefined

  constructor(owner: WaitsOwner) {
    this.#owner = owner
  }

  setDeadline(instant: Instant | undefined): void {
    if (instant === undefined && this.#deadline === undefined) return
    this.#madeDeadline().set(instant)
    this.#holdOrRelease()
  }

  /** Moves the deadline forward, unless it is earlier already. */
  limitDeadline(instant: number): void {
    this.#madeDeadline().limit(instant)
    this.#holdOrRelease()
  }

  /** From now on nothing may be blocked for longer than that, in milliseconds. */
  setTimeout(timeout: number): void {
    this.#timeout = timeout
  }

  /** Waits until there is room. */
  forRoom(): Promise<void> {
    this.#room ??= deferred()
    this.#holdOrRelease()
    return this.#room.promise
  }

  /** Says whether the client holds the writer up: only then does waiting for room have a deadline. */
  setBlocked(blocked: boolean): void {
    this.#blocked = blocked
    this.#holdOrRelease()
  }

  roomCame(): void {
    if (this.#room === undefined) return
    this.#room.resolve()
    this.#room = undefined
    this.#holdOrRelease()
  }

  /**
   * Waits until `start` has handed everything over. It is given what to call then, and may do so
   * at once; a failure on the way rejects the promise.
   */
  forFlush(start: (done: () => void) => void): Promise<void> {
    const flush = deferred()
    // Listed before it starts, so that a failure on the way finds it.
    this.#flushes = [...this.#flushes, flush]
    start(() => {
      this.#flushes = this.#flushes.filter((waiting) => waiting !== flush)
      flush.resolve()
      this.#holdOrRelease()
    })
    this.#holdOrRelease()
    return flush.promise
  }

  /** The end was asked for; `endCame` says when it has been handed over. */
  endBegins(): void {
    this.#ending = true
    this.#holdOrRelease()
  }

  endCame(): void {
    this.#ending = false
    this.#outcome ??= READY
    this.#end?.resolve()
    this.#holdOrRelease()
  }

  /** Waits until the end has been handed over. */
  forEnd(): Promise<void> {
    if (this.#end === undefined && this.#outcome !== undefined) return this.#outcome
    this.#end ??= deferred()
    return this.#end.promise
  }

  /** Writes that wait for room reject: nobody is to write any more. */
  rejectRoom(reason: unknown): void {
    this.#room?.reject(reason)
    this.#room = undefined
    this.#holdOrRelease()
  }

  /** Whatever waits rejects. */
  reject(reason: unknown): void {
    this.#outcome ??= rejected(reason)
    this.#settle((waiting) => waiting.reject(reason))
  }

  /** Whatever waits resolves: everything was handed over, whether or not the sink says so of each. */
  resolve(): void {
    this.#outcome ??= READY
    this.#settle((waiting) => waiting.resolve())
  }

  #settle(how: (waiting: Deferred) => void): void {
    if (this.#room !== undefined) how(this.#room)
    if (this.#end !== undefined) how(this.#end)
    for (const flush of this.#flushes) how(flush)
    this.#room = undefined
    this.#flushes = NONE
    this.#ending = false
    this.#deadline?.release()
  }

  #holdOrRelease(): void {
    const waitsForClient =
      this.#ending || this.#flushes.length > 0 || (this.#room !== undefined && this.#blocked)
    if (!waitsForClient) this.#deadline?.release()
    else if (this.#deadline !== undefined || this.#timeout !== undefined) {
      this.#madeDeadline().hold(this.#timeout)
    }
  }

  #madeDeadline(): Deadline {
    this.#deadline ??= new Deadline(() => this.#owner.fail(new DeadlineExceededError('write')))
    return this.#deadline
  }
}
