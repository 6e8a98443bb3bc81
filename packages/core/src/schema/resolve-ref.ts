import type { JsonSchema } from './json-schema.ts'

/** Whether a value of a keyword is a schema and not `true`, `false` or a list of them. */
export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a `$ref` means a place in the document it stands in. */
export function isLocalRef(ref: unknown): ref is string {
  return typeof ref === 'string' && /^#(?:\/|$)/.test(ref)
}

/**
 * What a `$ref` within a document means: a JSON Pointer in a URI fragment (RFC 6901 section 6).
 * `undefined` when there is nothing.
 */
export function resolveRef(root: JsonSchema, ref: string): unknown {
  let at: unknown = root
  for (const key of refSegments(ref)) {
    at = typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined
  }
  return at
}

/** The names on the way to what a `$ref` means. */
export function refSegments(ref: string): string[] {
  return decodeFragment(ref)
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Not every library percent-encodes the names it refers to. */
function decodeFragment(ref: string): string {
  try {
    return decodeURIComponent(ref)
  } catch {
    return ref
  }
}
