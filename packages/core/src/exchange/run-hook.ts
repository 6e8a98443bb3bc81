/** Calls a user's hook; what it throws, or rejects with if it is async all the same, goes to `onBroken`. */
export function runHook(call: () => unknown, onBroken: (error: unknown) => void): void {
  try {
    const result = call()
    if (result instanceof Promise) result.catch(onBroken)
  } catch (error) {
    onBroken(error)
  }
}
