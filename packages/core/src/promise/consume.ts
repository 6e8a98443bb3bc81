/** Who wants to know what about an iterator that is consumed. */
export interface ConsumeHooks<T> {
  /** Registers who is told when the stream is over. */
  onOver(listener: { over(): void }): void
  /** Hears of what the iterator throws on being released, when nobody else can. */
  late(error: unknown): void
  /** Whether what `take` rejects with is a mistake of the iterator's, which it is given back and may go on from. */
  isMistake?(error: unknown): boolean
  /** The first step, if it was taken already. */
  readonly first?: Promise<IteratorResult<T>>
}

/**
 * Takes all that an iterator yields, one at a time. When the stream is over, the iterator is
 * released at once, even while it waits for something (clause L3).
 */
export async function consume<T>(
  iterator: AsyncIterator<T> | Iterator<T>,
  take: (value: T) => Promise<void>,
  hooks: ConsumeHooks<T>,
): Promise<void> {
  let released = false
  const release = async (): Promise<void> => {
    if (released) return
    released = true
    try {
      await iterator.return?.()
    } catch (error) {
      hooks.late(error)
    }
  }
  // Not awaited: return() queues behind a next() that may never settle.
  hooks.onOver({ over: () => void release() })
  let step = hooks.first ?? iterator.next()
  for (;;) {
    const next = await step
    if (next.done === true) {
      released = true
      return
    }
    try {
      await take(next.value)
      step = iterator.next()
    } catch (error) {
      if (iterator.throw === undefined || hooks.isMistake?.(error) !== true) {
        await release()
        throw error
      }
      step = iterator.throw(error)
    }
  }
}
