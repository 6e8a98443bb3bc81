import type { JsonSchema } from './json-schema.ts'
import { isLocalRef, isSchema, resolveRef } from './resolve-ref.ts'

/** What a schema takes, as far as it matters for the query. */
type Kind = 'array' | 'scalar'

const SCALARS: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean'])

/**
 * The properties of an object, described by JSON Schema (draft 2020-12), that are arrays: a query
 * that names one of them once still means an array. One that may be a string, number or boolean as
 * well is not among them, since a single value is already good for it.
 *
 * Looks through `$ref` within the document, `allOf`, `anyOf` and `oneOf`, and no further.
 */
export function arrayKeys(schema: JsonSchema): ReadonlySet<string> {
  const kinds = new Map<string, Set<Kind>>()
  for (const part of partsOf(schema, schema)) {
    if (!isSchema(part['properties'])) continue
    for (const [key, property] of Object.entries(part['properties'])) {
      const known = kinds.get(key) ?? new Set()
      for (const propertyPart of partsOf(property, schema)) addKinds(propertyPart, known)
      kinds.set(key, known)
    }
  }
  return new Set(
    [...kinds].filter(([, known]) => known.has('array') && !known.has('scalar')).map(([key]) => key),
  )
}

function addKinds(part: JsonSchema, kinds: Set<Kind>): void {
  for (const type of [part['type']].flat()) {
    if (type === 'array') kinds.add('array')
    else if (SCALARS.has(type)) kinds.add('scalar')
  }
  // Without a type, these say of which type they are; of arrays nobody lists them.
  if (part['type'] === undefined && ('const' in part || 'enum' in part)) kinds.add('scalar')
}

/** A schema, those it refers to and those it is combined from, each once. */
function partsOf(schema: unknown, root: JsonSchema): ReadonlySet<JsonSchema> {
  const parts = new Set<JsonSchema>()
  const waiting = [schema]
  while (waiting.length > 0) {
    const part = waiting.pop()
    if (!isSchema(part) || parts.has(part)) continue
    parts.add(part)
    const { $ref: ref, allOf, anyOf, oneOf } = part
    waiting.push(...[allOf, anyOf, oneOf].flat())
    if (isLocalRef(ref)) waiting.push(resolveRef(root, ref))
  }
  return parts
}
