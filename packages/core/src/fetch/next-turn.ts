const { setImmediate }: { setImmediate?: (task: () => void) => void } = globalThis as object

/** Runs `task` in a later turn of the event loop: where there is no `setImmediate`, a timer is that. */
export const nextTurn: (task: () => void) => void = setImmediate ?? ((task) => setTimeout(task, 0))
