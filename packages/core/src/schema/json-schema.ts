import { InvalidArgumentError } from '../contract/errors.ts'
import { converterHint, libraryName, representableHint } from './converter-hint.ts'
import type { StandardSchema } from './standard-schema.ts'

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** Which side of a schema: what goes into it, or what it makes of that. */
export type SchemaSide = 'input' | 'output'

/**
 * Turns a schema of one library into JSON Schema, draft 2020-12. `schema` is what the library's own
 * function takes; that it is one of that library is known from its vendor.
 */
export type SchemaConverter = (schema: never, io: SchemaSide) => object

/**
 * Converters by the vendor name of the library, for those that do not offer Standard JSON Schema, or
 * in place of what they offer.
 *
 * @example { valibot: (schema, io) => toJsonSchema(schema, { typeMode: io, target: 'draft-2020-12' }) }
 */
export type SchemaConverters = Readonly<Record<string, SchemaConverter>>

/**
 * A schema as JSON Schema, draft 2020-12: by the converter given for its library, else by Standard
 * JSON Schema (https://standardschema.dev/json-schema) where the library offers it. `$schema` is left
 * out; `$ref`s are the library's and mean places in the result, of which `#` is the whole.
 *
 * @param what names the schema in errors, for example `the query of operation 'list'`
 * @throws {InvalidArgumentError} when the library offers none and no converter is given, or when it
 *   cannot say something of the schema as JSON Schema; the message says what to write
 */
export function jsonSchemaOf(
  schema: StandardSchema,
  io: SchemaSide,
  converters: SchemaConverters,
  what: string = 'a schema',
): JsonSchema {
  const { vendor } = schema['~standard']
  const convert = converterOf(schema, io, converters)
  if (convert === undefined) {
    throw new InvalidArgumentError(
      `For ${what}, give createApi the converter of ${libraryName(vendor)}, which does not offer Standard JSON Schema:\n` +
        converterHint(vendor, 'whole'),
    )
  }
  let converted: unknown
  try {
    converted = convert()
  } catch (cause) {
    const why = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '')
    throw new InvalidArgumentError(
      `${libraryName(vendor)} cannot describe ${what} in JSON Schema: ${why}.\n` +
        `${representableHint(vendor, io)}; or describe such values as anything:\n` +
        converterHint(vendor, 'lenient'),
      { cause },
    )
  }
  if (typeof converted !== 'object' || converted === null || 'then' in converted) {
    throw new InvalidArgumentError(
      `The jsonSchema converter of ${vendor} has to return a JSON Schema object.`,
    )
  }
  const members: [string, unknown][] = Object.entries(converted)
  return Object.fromEntries(members.filter(([name]) => name !== '$schema'))
}

function converterOf(
  schema: StandardSchema,
  io: SchemaSide,
  converters: SchemaConverters,
): (() => object) | undefined {
  const { vendor, jsonSchema } = schema['~standard']
  const given = Object.hasOwn(converters, vendor) ? converters[vendor] : undefined
  // The vendor's name says that this is one of the schemas that its converter takes.
  if (given !== undefined) return () => given(schema as never, io)
  return jsonSchema === undefined ? undefined : () => jsonSchema[io]({ target: 'draft-2020-12' })
}
