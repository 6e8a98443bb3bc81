/** A promise settled from outside. It never counts as unhandled: whoever awaits it sees its rejection. */
export interface Deferred {
  readonly promise: Promise<void>
  resolve(): void
  reject(reason: unknown): void
}

/** Shared by everything that is done already, so that doing it costs no promise (clause P2). */
export const READY: Promise<void> = Promise.resolve()

/** Makes a promise to settle later. */
export function deferred(): Deferred {
  let resolve!: () => void
  let reject!: (reason: unknown) => void
  const promise = handled(
    new Promise<void>((onResolve, onReject) => {
      resolve = onResolve
      reject = onReject
    }),
  )
  return { promise, resolve, reject }
}

/** A rejected promise that nobody has to await. */
export function rejected(reason: unknown): Promise<never> {
  return handled(Promise.reject(reason))
}

/**
 * Keeps a rejection that the caller chose not to await away from `unhandledRejection` (clause E3):
 * a failed stream is reported through `onError`, once.
 */
export function handled<T extends Promise<unknown>>(promise: T): T {
  promise.catch(() => {})
  return promise
}
