/** A promise that is waited for, and a way to stop waiting. */
export interface Abandonable<T> {
  /** Settles as the promise does, or rejects when it is abandoned before. */
  readonly result: Promise<T>
  readonly abandon: (reason: unknown) => void
}

/**
 * Waits for a promise that may live much longer than whoever waits: once abandoned, all that the
 * promise still refers to is an empty closure, where `Promise.race` would leave everything behind.
 */
export function abandonable<T>(promise: PromiseLike<T>): Abandonable<T> {
  let waiting: { resolve(value: T): void; reject(reason: unknown): void } | undefined
  const result = new Promise<T>((resolve, reject) => {
    waiting = { resolve, reject }
  })
  const settle = (): typeof waiting => {
    const settled = waiting
    waiting = undefined
    return settled
  }
  Promise.resolve(promise).then(
    (value) => settle()?.resolve(value),
    (error: unknown) => settle()?.reject(error),
  )
  return { result, abandon: (reason) => settle()?.reject(reason) }
}
