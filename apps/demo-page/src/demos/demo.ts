/** A demo that the page talks to. */
export interface Demo {
  /** Name of its framework. */
  readonly name: string
  /** Origin, for example `http://127.0.0.1:3001`. */
  readonly url: string
}

/**
 * Asks the server of this page where the demos are.
 * @throws {Error} when it does not say
 */
export async function loadDemos(): Promise<readonly Demo[]> {
  const response = await fetch('demos')
  if (!response.ok) throw new Error(`The server of this page answered ${response.status}.`)
  return (await response.json()) as readonly Demo[]
}
