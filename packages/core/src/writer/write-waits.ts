import { DeadlineExceededError } from '../contract/errors.ts'
import { Deadline, type Instant } from '../deadline/deadline.ts'
import { type Deferred, deferred } from '../promise/deferred.ts'

/** The promises of a writer that have not settled: those are what its deadline is for. */
export class WriteWaits {
  readonly #deadline: Deadline
  /** One promise for all writes that wait for room. */
  #room: Deferred | undefined
  /** It is the client that has no room, rather than the writer that pauses. */
  #blocked = false
  readonly #handovers = new Set<Deferred>()

  constructor(fail: (error: DeadlineExceededError) => void) {
    this.#deadline = new Deadline(() => fail(new DeadlineExceededError('write')))
  }

  setDeadline(instant: Instant | undefined): void {
    this.#deadline.set(instant)
  }

  /** Moves the deadline forward, unless it is earlier already. */
  limitDeadline(instant: number): void {
    this.#deadline.limit(instant)
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
    this.#room?.resolve()
    this.#room = undefined
    this.#holdOrRelease()
  }

  /**
   * Waits until `start` has handed everything over. It is given what to call then, and may do so
   * at once; a failure on the way rejects the promise.
   */
  forHandover(start: (done: () => void) => void): Promise<void> {
    const handover = deferred()
    // Listed before it starts, so that a failure on the way finds it.
    this.#handovers.add(handover)
    start(() => {
      this.#handovers.delete(handover)
      handover.resolve()
      this.#holdOrRelease()
    })
    this.#holdOrRelease()
    return handover.promise
  }

  /** Writes that wait for room reject: nobody is to write any more. */
  rejectRoom(reason: unknown): void {
    this.#room?.reject(reason)
    this.#room = undefined
    this.#holdOrRelease()
  }

  /** Whatever waits rejects. */
  reject(reason: unknown): void {
    this.#settle((waiting) => waiting.reject(reason))
  }

  /** Whatever waits resolves: everything was handed over, whether or not the sink says so of each. */
  resolve(): void {
    this.#settle((waiting) => waiting.resolve())
  }

  #settle(how: (waiting: Deferred) => void): void {
    if (this.#room !== undefined) how(this.#room)
    this.#room = undefined
    for (const handover of this.#handovers) how(handover)
    this.#handovers.clear()
    this.#deadline.release()
  }

  #holdOrRelease(): void {
    const waitsForClient = (this.#room !== undefined && this.#blocked) || this.#handovers.size > 0
    if (waitsForClient) this.#deadline.hold()
    else this.#deadline.release()
  }
}
