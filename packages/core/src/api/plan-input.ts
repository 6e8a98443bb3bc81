import { objectProperties } from '../openapi/object-properties.ts'
import type { Operation } from '../operation/operation.ts'
import type { InputPlan } from '../operation/read-input.ts'
import { arrayKeys } from '../schema/array-keys.ts'
import { type JsonSchema, jsonSchemaOf, type SchemaConverters } from '../schema/json-schema.ts'

/**
 * How the input of an operation is read, as its JSON Schema tells: which query parameters are arrays,
 * though there is one of them, and which are not the schema's but the response's own.
 */
export function planInput(operation: Operation, converters: SchemaConverters): InputPlan {
  const schema = querySchema(operation, converters)
  // Nothing is known of it then: only those that are repeated are arrays, and all are shown to it.
  if (schema === undefined) return { operation, arrayKeys: new Set(), ownQuery: [] }
  const declared = objectProperties(schema)
  return {
    operation,
    arrayKeys: arrayKeys(schema),
    ownQuery: (operation.response.ownQuery ?? []).filter((name) => !declared.has(name)),
  }
}

function querySchema({ query }: Operation, converters: SchemaConverters): JsonSchema | undefined {
  if (query === undefined) return undefined
  try {
    return jsonSchemaOf(query, 'input', converters)
  } catch {
    return undefined
  }
}
