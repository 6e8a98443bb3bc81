/** What a value is, for the message of an error. */
export function describeType(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value)
  return value.constructor?.name ?? 'an object without a prototype'
}
