/**
 * A rejection that its caller is expected to await. If nobody has by the next turn of the event
 * loop, `onUnheard` is told, so that a mistake that was not awaited is not dropped in silence.
 */
export function expectHeard(error: unknown, onUnheard: (error: unknown) => void): Promise<never> {
  const rejection = new HeardRejection((_resolve, reject) => reject(error))
  setTimeout(() => {
    if (!rejection.heard) onUnheard(error)
  }, 0)
  return rejection
}

/** Knows whether someone listens. `await` asks a subclass for its `then`, as `catch` and `finally` do. */
class HeardRejection extends Promise<never> {
  static override get [Symbol.species](): PromiseConstructor {
    return Promise
  }

  heard = false

  constructor(executor: ConstructorParameters<typeof Promise<never>>[0]) {
    super(executor)
    // Whoever does not listen is told in another way than by an unhandled rejection.
    super.then(undefined, () => {})
  }

  // oxlint-disable-next-line unicorn/no-thenable -- it is a promise, which hears of being listened to this way
  override then<Result1 = never, Result2 = never>(
    onFulfilled?: ((value: never) => Result1 | PromiseLike<Result1>) | null,
    onRejected?: ((reason: unknown) => Result2 | PromiseLike<Result2>) | null,
  ): Promise<Result1 | Result2> {
    this.heard = true
    return super.then(onFulfilled, onRejected)
  }
}
