import type { JsonSchema } from '../schema/json-schema.ts'
import { isLocalRef, isSchema, resolveRef } from '../schema/resolve-ref.ts'

/** A property of an object. */
export interface Property {
  readonly schema: JsonSchema
  readonly required: boolean
}

/**
 * The properties that JSON Schema gives an object, through `$ref` within the document, `allOf`,
 * `anyOf` and `oneOf`. One that can never be there (`false`) is not among them. Where alternatives
 * differ, a property is required if all of them require it, and is what any of them says.
 */
export function objectProperties(document: JsonSchema): Map<string, Property> {
  return propertiesOf(document, document, new Set())
}

function propertiesOf(
  part: unknown,
  document: JsonSchema,
  seen: ReadonlySet<unknown>,
): Map<string, Property> {
  if (!isSchema(part) || seen.has(part)) return new Map()
  const inside = new Set([...seen, part])
  const resolve = (schema: unknown): Map<string, Property> => propertiesOf(schema, document, inside)
  const parts = [ownProperties(part), ...schemasIn(part['allOf']).map(resolve)]
  if (isLocalRef(part['$ref'])) parts.push(resolve(resolveRef(document, part['$ref'])))
  for (const alternatives of [schemasIn(part['anyOf']), schemasIn(part['oneOf'])]) {
    if (alternatives.length > 0) parts.push(merge('anyOf', alternatives.map(resolve)))
  }
  return merge('allOf', parts)
}

function ownProperties({ properties, required }: JsonSchema): Map<string, Property> {
  const own = new Map<string, Property>()
  for (const [name, schema] of Object.entries(isSchema(properties) ? properties : {})) {
    if (schema === false) continue
    own.set(name, {
      schema: isSchema(schema) ? schema : {},
      required: Array.isArray(required) && required.includes(name),
    })
  }
  return own
}

function merge(keyword: 'allOf' | 'anyOf', objects: readonly Map<string, Property>[]): Map<string, Property> {
  const merged = new Map<string, Property>()
  for (const name of objects.flatMap((object) => [...object.keys()])) {
    const found = objects.flatMap((object) => object.get(name) ?? [])
    const [first, ...others] = new Map(found.map(({ schema }) => [JSON.stringify(schema), schema])).values()
    if (first === undefined) continue
    merged.set(name, {
      schema: others.length === 0 ? first : { [keyword]: [first, ...others] },
      required:
        keyword === 'allOf'
          ? found.some(({ required }) => required)
          : found.length === objects.length && found.every(({ required }) => required),
    })
  }
  return merged
}

function schemasIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
