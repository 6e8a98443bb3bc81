/** So many different ones say what is wrong. */
const MOST = 3

/** Collects what was wrong with a run, each thing once. */
export class Problems {
  readonly #seen: Set<string> = new Set()

  add(problem: string | undefined): void {
    if (problem !== undefined && this.#seen.size < MOST) this.#seen.add(problem)
  }

  get list(): string[] {
    return [...this.#seen]
  }
}
