/** What runtimes have beside the WHATWG's timers: Node, Deno and Bun have both. */
interface Scheduling {
  readonly setImmediate?: (task: () => void) => void
  readonly process?: { readonly nextTick?: (task: () => void) => void }
}

const { setImmediate, process }: Scheduling = globalThis as object

/**
 * Runs `task` at the end of this turn of the event loop, when the code that is running has paused. Where
 * there is no `process.nextTick` that is a microtask, which comes before what is awaited twice.
 */
export const endOfTurn: (task: () => void) => void = process?.nextTick ?? queueMicrotask

/** Runs `task` in a later turn of the event loop: where there is no `setImmediate`, a timer is that. */
export const nextTurn: (task: () => void) => void = setImmediate ?? ((task) => setTimeout(task, 0))

/** Something to do when the code that is running has paused. Does not throw. */
export interface TurnTask {
  endOfTurn(): void
}

let tasks: TurnTask[] = []

/** Calls `task.endOfTurn` at the end of this turn of the event loop; one callback does it for all streams. */
export function atEndOfTurn(task: TurnTask): void {
  if (tasks.push(task) === 1) endOfTurn(runTasks)
}

function runTasks(): void {
  const waiting = tasks
  tasks = []
  for (const task of waiting) task.endOfTurn()
}
