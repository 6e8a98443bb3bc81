import type { JsonSchema, SchemaIssue, SchemaResult, StandardSchema } from '@sluice/core'

/** A schema without a library: what the suite's operations are described with. Takes anything and checks at once. */
export interface Shape<Output> extends StandardSchema<unknown, Output> {
  readonly jsonSchema: JsonSchema
  check(value: unknown): SchemaResult<Output>
}

/** A text. */
export const text: Shape<string> = shape({ type: 'string' }, (value) =>
  typeof value === 'string' ? { value } : refusal('Expected text.'),
)

/** Letters from a to z; the message says nothing of what was given. */
export const letters: Shape<string> = shape({ type: 'string', pattern: '^[a-z]+$' }, (value) =>
  typeof value === 'string' && /^[a-z]+$/.test(value) ? { value } : refusal('Expected letters from a to z.'),
)

/** A whole number, as JSON has it. */
export const wholeNumber: Shape<number> = shape({ type: 'integer' }, (value) =>
  typeof value === 'number' && Number.isInteger(value) ? { value } : refusal('Expected a whole number.'),
)

/** A whole number, not negative, from its digits: as it comes in paths, queries and ids. */
export const digits: Shape<number> = shape({ type: 'integer', minimum: 0 }, (value) =>
  typeof value === 'string' && /^\d{1,15}$/.test(value)
    ? { value: Number(value) }
    : refusal('Expected digits.'),
)

/** Whatever there is. */
export const anything: Shape<unknown> = shape({}, (value) => ({ value }))

/** JSON in a text, which only the suite itself sends. */
export function jsonText<Value>(): Shape<Value> {
  return shape({ type: 'string' }, (value) => {
    if (typeof value !== 'string') return refusal('Expected JSON.')
    return { value: JSON.parse(value) as Value }
  })
}

/** A list of one kind of value. */
export function listOf<Item>(item: Shape<Item>): Shape<Item[]> {
  return shape({ type: 'array', items: item.jsonSchema }, (value) => {
    if (!Array.isArray(value)) return refusal('Expected a list.')
    const results = value.map((each) => item.check(each))
    const issues = results.flatMap((result, i) => under(i, result))
    if (issues.length > 0) return { issues }
    return { value: results.flatMap((result) => (result.issues ? [] : [result.value])) }
  })
}

/** What an object with these properties holds. */
type Members<Properties extends Readonly<Record<string, Shape<unknown>>>, Optional extends string> = {
  readonly [Name in Exclude<keyof Properties, Optional>]: Made<Properties[Name]>
} & { readonly [Name in keyof Properties & Optional]?: Made<Properties[Name]> }

type Made<S> = S extends Shape<infer Output> ? Output : never

/** An object; properties that are not named are left out. */
export function object<
  const Properties extends Readonly<Record<string, Shape<unknown>>>,
  Optional extends keyof Properties & string = never,
>(properties: Properties, optional: readonly Optional[] = []): Shape<Members<Properties, Optional>> {
  const isOptional = (name: string): boolean => optional.some((one) => one === name)
  const names = Object.keys(properties)
  const jsonSchema = {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, properties[name]?.jsonSchema])),
    required: names.filter((name) => !isOptional(name)),
  }
  return shape(jsonSchema, (value) => {
    if (typeof value !== 'object' || value === null) return refusal('Expected an object.')
    const given = new Map<string, unknown>(Object.entries(value))
    const issues: SchemaIssue[] = []
    const members = Object.entries(properties).flatMap(([name, property]) => {
      if (!given.has(name) && isOptional(name)) return []
      const result = property.check(given.get(name))
      issues.push(...under(name, result))
      return result.issues ? [] : [[name, result.value] as const]
    })
    if (issues.length > 0) return { issues }
    // What the properties were checked for, one by one.
    return { value: Object.fromEntries(members) as Members<Properties, Optional> }
  })
}

function shape<Output>(
  jsonSchema: JsonSchema,
  check: (value: unknown) => SchemaResult<Output>,
): Shape<Output> {
  const convert = (): Record<string, unknown> => ({ ...jsonSchema })
  return {
    jsonSchema,
    check,
    '~standard': {
      version: 1,
      vendor: 'sluice-conformance',
      validate: check,
      jsonSchema: { input: convert, output: convert },
    },
  }
}

function refusal(message: string): { readonly issues: readonly SchemaIssue[] } {
  return { issues: [{ message }] }
}

function under(key: PropertyKey, { issues = [] }: SchemaResult<unknown>): SchemaIssue[] {
  return issues.map(({ message, path = [] }) => ({ message, path: [key, ...path] }))
}
