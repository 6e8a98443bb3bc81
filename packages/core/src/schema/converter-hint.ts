/** How the converter of a library is written: as a whole, and so that what JSON lacks may be anything. */
interface Hint {
  readonly import: string
  readonly whole: string
  readonly lenient: string
}

const HINTS: ReadonlyMap<string, Hint> = new Map([
  [
    'valibot',
    {
      import: "import { toJsonSchema } from '@valibot/to-json-schema'",
      whole: "(schema, io) => toJsonSchema(schema, { typeMode: io, target: 'draft-2020-12' })",
      lenient:
        "(schema, io) => toJsonSchema(schema, { typeMode: io, target: 'draft-2020-12', errorMode: 'ignore' })",
    },
  ],
  [
    'zod',
    {
      import: "import { toJSONSchema } from 'zod'",
      whole: '(schema, io) => toJSONSchema(schema, { io })',
      lenient: "(schema, io) => toJSONSchema(schema, { io, unrepresentable: 'any' })",
    },
  ],
])

/** The lines to write for the converter of a library. */
export function converterHint(vendor: string, kind: 'whole' | 'lenient'): string {
  const hint = HINTS.get(vendor)
  if (hint === undefined) {
    return `  createApi({ …, jsonSchema: { ${JSON.stringify(vendor)}: (schema, io) => /* as JSON Schema, draft 2020-12 */ } })`
  }
  return `  ${hint.import}\n  createApi({ …, jsonSchema: { ${vendor}: ${hint[kind]} } })`
}
