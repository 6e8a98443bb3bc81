/** What is written with a library. */
interface Hint {
  readonly name: string
  /** A date, which JSON lacks, as it is taken. */
  readonly dateTaken: string
  /** A date as it is sent. */
  readonly dateSent: string
  /** A transform that is followed by the schema of what it makes. */
  readonly followed: string
  /** Of the converter: as a whole, and so that what JSON lacks may be anything. */
  readonly import: string
  readonly whole: string
  readonly lenient: string
}

const HINTS: ReadonlyMap<string, Hint> = new Map([
  [
    'valibot',
    {
      name: 'Valibot',
      dateTaken: 'v.pipe(v.string(), v.isoTimestamp(), v.transform((text) => new Date(text)))',
      dateSent: 'v.pipe(v.string(), v.isoTimestamp())',
      followed: 'v.pipe(v.string(), v.transform(Number), v.number())',
      import: "import { toJsonSchema } from '@valibot/to-json-schema'",
      whole: "(schema, io) => toJsonSchema(schema, { typeMode: io, target: 'draft-2020-12' })",
      lenient:
        "(schema, io) => toJsonSchema(schema, { typeMode: io, target: 'draft-2020-12', errorMode: 'ignore' })",
    },
  ],
  [
    'zod',
    {
      name: 'Zod',
      dateTaken: 'z.iso.datetime().transform((text) => new Date(text))',
      dateSent: 'z.iso.datetime()',
      followed: 'z.string().transform(Number).pipe(z.number())',
      import: "import { toJSONSchema } from 'zod'",
      whole: '(schema, io) => toJSONSchema(schema, { io })',
      lenient: "(schema, io) => toJSONSchema(schema, { io, unrepresentable: 'any' })",
    },
  ],
])

/** A library as it calls itself, by its vendor name. */
export function libraryName(vendor: string): string {
  return HINTS.get(vendor)?.name ?? vendor
}

/** What to write in place of a type that JSON lacks, for what goes into a schema or for what comes out of it. */
export function representableHint(vendor: string, io: 'input' | 'output'): string {
  const hint = HINTS.get(vendor)
  if (io === 'input') {
    return `Take a string and convert it${hint === undefined ? '' : `, for a date ${hint.dateTaken}`}`
  }
  return hint === undefined
    ? 'Send a type that JSON has, a string for a date, and follow a transform by the schema of what it makes'
    : `Send a type that JSON has, for a date ${hint.dateSent}, and follow a transform by the schema of what it makes, ${hint.followed}`
}

/** The lines to write for the converter of a library. */
export function converterHint(vendor: string, kind: 'whole' | 'lenient'): string {
  const hint = HINTS.get(vendor)
  if (hint === undefined) {
    return `  createApi({ …, jsonSchema: { ${JSON.stringify(vendor)}: (schema, io) => /* as JSON Schema, draft 2020-12 */ } })`
  }
  return `  ${hint.import}\n  createApi({ …, jsonSchema: { ${vendor}: ${hint[kind]} } })`
}
