import type { ValueStore } from '@sluice/core'

/** Request-scoped values in a plain object of the framework's: `res.locals`, `ctx.state`. */
export class RecordValues implements ValueStore {
  readonly #record: Record<string, unknown>

  constructor(record: Record<string, unknown>) {
    this.#record = record
  }

  get(name: string): unknown {
    return this.#record[name]
  }

  set(name: string, value: unknown): void {
    this.#record[name] = value
  }
}
