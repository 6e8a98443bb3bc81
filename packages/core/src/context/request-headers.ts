import type { RequestView } from '../contract/request.ts'

/** The headers of a request, read-only, by case-insensitive name. */
export class RequestHeaders implements Iterable<readonly [name: string, value: string]> {
  readonly #request: RequestView

  /** @internal Made by the context. */
  constructor(request: RequestView) {
    this.#request = request
  }

  /** The value of a header, repeated lines joined by `, ` (`; ` for cookies); `undefined` if absent. */
  get(name: string): string | undefined {
    return this.#request.header(name.toLowerCase())
  }

  /** Whether the client sent this header. */
  has(name: string): boolean {
    return this.get(name) !== undefined
  }

  /** All headers, names in lower case. */
  [Symbol.iterator](): Iterator<readonly [name: string, value: string]> {
    return this.#request.headers()[Symbol.iterator]()
  }
}
