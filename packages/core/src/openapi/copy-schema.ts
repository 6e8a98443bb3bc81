import type { JsonSchema } from '../schema/json-schema.ts'
import { isLocalRef, isSchema } from '../schema/resolve-ref.ts'

/** Keywords whose value holds schemas under names of their own. */
const MAPS = new Set(['properties', 'patternProperties', 'dependentSchemas'])
/** Keywords whose value is data, whatever it looks like. */
const DATA = new Set(['const', 'enum', 'default', 'example', 'examples'])
/**
 * Keywords that say where a schema is and what it is called. In another document they would be wrong:
 * an `$id` even changes what every `$ref` inside means.
 */
const IDENTITY = new Set(['$schema', '$id', 'id', '$defs', 'definitions'])

/** A copy of a schema that refers to a place in the document it comes from, to be pointed elsewhere. */
export type Link = Record<string, unknown>

/**
 * Copies a schema for use in another document: without what gives it an identity, and with each
 * `$ref` within its old document handed to `onRef`, together with the copy that holds it.
 */
export function copySchema(schema: JsonSchema, onRef: (ref: string, link: Link) => void): Link {
  const copy: Link = Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !IDENTITY.has(keyword))
      .map(([keyword, value]) => [keyword, copyKeyword(keyword, value, onRef)]),
  )
  if (isLocalRef(schema['$ref'])) onRef(schema['$ref'], copy)
  return copy
}

function copyKeyword(keyword: string, value: unknown, onRef: (ref: string, link: Link) => void): unknown {
  if (DATA.has(keyword)) return value
  if (Array.isArray(value)) return value.map((item: unknown) => copyPart(item, onRef))
  if (!MAPS.has(keyword) || !isSchema(value)) return copyPart(value, onRef)
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copyPart(part, onRef)]))
}

function copyPart(part: unknown, onRef: (ref: string, link: Link) => void): unknown {
  return isSchema(part) ? copySchema(part, onRef) : part
}
