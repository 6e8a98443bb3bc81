import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import type { Context } from '@sluice/core'

/** What is alive in the server, for the leak checks (clause L5), and what nobody handled (E3, L4). */
export interface Counters {
  /** Contexts of the suite's routes that the garbage collector could not free. */
  readonly contexts: number
  /** `process.getActiveResourcesInfo()`, counted. */
  readonly resources: Readonly<Record<string, number>>
  readonly heapUsed: number
  readonly arrayBuffers: number
  readonly unhandledRejections: number
  readonly warnings: number
  /** Failures that the framework's error handler was shown. */
  readonly frameworkErrors: number
}

/** Watches the process of the server under test. */
export class ServerWatch {
  frameworkErrors = 0
  readonly #contexts = new Set<WeakRef<Context>>()
  #unhandledRejections = 0
  #warnings = 0
  #listening = false

  /** Notes a context, so that `counters` can tell whether it was freed. */
  track(ctx: Context): void {
    this.#contexts.add(new WeakRef(ctx))
  }

  /** Starts to count unhandled rejections and warnings of the process. */
  start(): void {
    if (this.#listening) return
    this.#listening = true
    process.on('unhandledRejection', (reason) => {
      this.#unhandledRejections += 1
      console.error('unhandled rejection:', reason)
    })
    process.on('warning', () => (this.#warnings += 1))
  }

  /** Counts; `collect` says to collect garbage before, which takes its time. */
  async counters(collect: boolean): Promise<Counters> {
    if (collect) await collectGarbage()
    for (const reference of this.#contexts) {
      if (reference.deref() === undefined) this.#contexts.delete(reference)
    }
    const resources: Record<string, number> = {}
    for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return {
      contexts: this.#contexts.size,
      resources,
      heapUsed,
      arrayBuffers,
      unhandledRejections: this.#unhandledRejections,
      warnings: this.#warnings,
      frameworkErrors: this.frameworkErrors,
    }
  }
}

let gc: (() => void) | undefined

async function collectGarbage(): Promise<void> {
  if (gc === undefined) {
    setFlagsFromString('--expose-gc')
    gc = runInNewContext('gc') as () => void
  }
  for (let round = 0; round < 3; round += 1) {
    await turn()
    gc()
  }
}
