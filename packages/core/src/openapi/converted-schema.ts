import { InvalidArgumentError } from '../contract/errors.ts'
import type { JsonSchema, SchemaSide } from '../schema/json-schema.ts'
import { isLocalRef, isSchema, resolveRef } from '../schema/resolve-ref.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import { copySchema } from './copy-schema.ts'

/** Where a schema is used. */
export interface SchemaUse {
  readonly schema: StandardSchema
  readonly side: SchemaSide
  /** What it is called if it has no name of its own, for example `CountdownTick`. */
  readonly role: string
  /** Names it in errors, for example `the query of operation 'list'`. */
  readonly what: string
}

/** A schema as JSON Schema. */
export interface ConvertedSchema extends SchemaUse {
  /** What the library made of it: a document of its own, whose `$ref`s mean places in it. */
  readonly document: JsonSchema
}

/**
 * Where a `$ref` leads in the end: libraries put a schema that has a name under `$defs`, and nothing
 * but a `$ref` to it in its place.
 * @throws {InvalidArgumentError} when there is nothing at the end
 */
export function follow(
  { document, what }: ConvertedSchema,
  ref: string,
): { ref: string; schema: JsonSchema } {
  const seen = new Set<string>()
  for (let at = ref; !seen.has(at);) {
    seen.add(at)
    const schema = resolveRef(document, at)
    if (!isSchema(schema)) break
    const { $ref: next, ...rest } = copySchema(schema, () => {})
    if (!isLocalRef(next) || Object.keys(rest).length > 0) return { ref: at, schema }
    at = next
  }
  throw new InvalidArgumentError(`The JSON Schema of ${what} refers to ${ref}, where there is no schema.`)
}

/**
 * Text that two schemas have in common exactly if they say the same, through all their `$ref`s and
 * whatever the places are called that these mean: a schema that contains itself is the same one
 * whether it stands alone or is part of another.
 */
export function canonicalForm(converted: ConvertedSchema, ref: string): string {
  const found = [follow(converted, ref)]
  const parts: unknown[] = []
  for (const { schema } of found) {
    // Grows while it is walked: `for … of` takes what is added at the end.
    const part = copySchema(schema, (next, link) => {
      const target = follow(converted, next)
      const known = found.findIndex((other) => other.ref === target.ref)
      link['$ref'] = known === -1 ? found.push(target) - 1 : known
    })
    parts.push(part)
  }
  return JSON.stringify(parts)
}
