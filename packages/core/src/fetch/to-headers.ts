import type { HeaderEntry } from '../contract/head.ts'

/** The `Headers` of a response that nothing else sets headers on, so that no entry's `mode` matters. */
export function toHeaders(entries: readonly HeaderEntry[]): Headers {
  const headers = new Headers()
  for (const { name, values } of entries) for (const value of values) headers.append(name, value)
  return headers
}
