import { InvalidArgumentError } from '../contract/errors.ts'
import type { StreamResponse } from './stream.ts'

/**
 * Holds what a handler returned, as JavaScript may give it, against what it is to return.
 * @throws {InvalidArgumentError} that says what it got, and what to write
 */
export function checkStream(returned: unknown): asserts returned is StreamResponse {
  if (typeof returned === 'object' && returned !== null && 'body' in returned) {
    if (typeof returned.body === 'function') return
  }
  // Whoever forgets to return may have forgotten it in a middleware.
  const inMiddleware = returned === undefined ? ', or in a middleware: return next()' : ''
  throw new InvalidArgumentError(
    `A handler returns a stream, and what came is ${kindOf(returned)}: return stream(async (ctx) => …)${inMiddleware}.`,
  )
}

/** What kind of value it is; not the value, which may be large or secret. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value)
  if (typeof value !== 'object') return `a ${typeof value}`
  // `Response`, `AsyncGenerator`, `Array`.
  return `an object (${Object.prototype.toString.call(value).slice('[object '.length, -1)})`
}
