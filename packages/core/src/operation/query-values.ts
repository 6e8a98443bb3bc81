/**
 * The query as a plain object for a schema: a string for each key, an array of them for a key that
 * is repeated or is one of `arrayKeys`. Keys of any name are members of their own, `__proto__` too.
 */
export function queryValues(
  query: URLSearchParams,
  arrayKeys: ReadonlySet<string>,
  leaveOut: readonly string[] = [],
): Record<string, string | string[]> {
  const values = new Map<string, string | string[]>()
  for (const [key, value] of query) {
    if (leaveOut.includes(key)) continue
    const before = values.get(key)
    if (Array.isArray(before)) before.push(value)
    else if (before !== undefined) values.set(key, [before, value])
    else values.set(key, arrayKeys.has(key) ? [value] : value)
  }
  return Object.fromEntries(values)
}
