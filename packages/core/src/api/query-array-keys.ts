import type { Operation } from '../operation/operation.ts'
import { arrayKeys } from '../schema/array-keys.ts'
import { jsonSchemaOf, type SchemaConverters } from '../schema/json-schema.ts'

const NONE: ReadonlySet<string> = new Set()

/**
 * The query parameters of an operation that are arrays, which one in the query alone does not show.
 * Without JSON Schema nothing is known of them: only those that are repeated are arrays then.
 */
export function queryArrayKeys({ query }: Operation, converters: SchemaConverters): ReadonlySet<string> {
  if (query === undefined) return NONE
  try {
    return arrayKeys(jsonSchemaOf(query, 'input', converters))
  } catch {
    return NONE
  }
}
