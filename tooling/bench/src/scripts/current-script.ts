import type { Script } from './script.ts'

/** A script that plays another one, which may be a new one for each run. */
export class CurrentScript<Piece> implements Script<Piece> {
  #script: Script<Piece>

  constructor(script: Script<Piece>) {
    this.#script = script
  }

  set(script: Script<Piece>): void {
    this.#script = script
  }

  get period(): number | undefined {
    return this.#script.period
  }

  get flatOut(): Script<Piece>['flatOut'] {
    return this.#script.flatOut
  }

  push(...args: Parameters<Script<Piece>['push']>): Promise<void> {
    return this.#script.push(...args)
  }

  pull(...args: Parameters<Script<Piece>['pull']>): AsyncGenerator<Piece, void> {
    return this.#script.pull(...args)
  }
}
