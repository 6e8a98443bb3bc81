import { toJsonSchema } from '@valibot/to-json-schema'
import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { toJSONSchema, z } from 'zod'
import * as mini from 'zod/mini'
import { InvalidArgumentError } from '../src/contract/errors.ts'
import { type JsonSchema, jsonSchemaOf, type SchemaConverters } from '../src/schema/json-schema.ts'
import type { StandardSchema } from '../src/schema/standard-schema.ts'

const CONVERTERS: SchemaConverters = {
  valibot: (schema, io) => toJsonSchema(schema, { typeMode: io, target: 'draft-2020-12' }),
}

function both(schema: StandardSchema): { input: JsonSchema; output: JsonSchema } {
  return {
    input: jsonSchemaOf(schema, 'input', CONVERTERS),
    output: jsonSchemaOf(schema, 'output', CONVERTERS),
  }
}

function failure(run: () => unknown): InvalidArgumentError {
  try {
    run()
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error
    throw error
  }
  throw new Error('It did not fail.')
}

describe('of Zod', () => {
  test('optional and default, on the way in and out', () => {
    const { input, output } = both(
      z.object({
        a: z.string(),
        b: z.number().optional(),
        c: z.number().default(3),
        d: z.string().prefault('x'),
      }),
    )
    const properties = { a: { type: 'string' }, b: { type: 'number' }, c: { type: 'number', default: 3 } }
    expect(input).toEqual({
      type: 'object',
      properties: { ...properties, d: { type: 'string', default: 'x' } },
      required: ['a'],
    })
    expect(output).toEqual({
      type: 'object',
      properties: { ...properties, d: { type: 'string' } },
      required: ['a', 'c', 'd'],
      additionalProperties: false,
    })
  })

  test('what is coerced is told as what it becomes', () => {
    const { input } = both(z.object({ from: z.coerce.number().int().min(1).max(60) }))
    expect(input['properties']).toEqual({ from: { type: 'integer', minimum: 1, maximum: 60 } })
  })

  test('a date in ISO format', () => {
    expect(both(z.iso.datetime()).output).toMatchObject({ type: 'string', format: 'date-time' })
  })

  test('a transform, on the way in; with what it becomes, on the way out too', () => {
    const length = z.string().transform((text) => text.length)
    expect(jsonSchemaOf(length, 'input', {})).toEqual({ type: 'string' })
    expect(both(length.pipe(z.number()))).toEqual({ input: { type: 'string' }, output: { type: 'number' } })
  })

  test('recursive schemas refer to the whole, shared ones to $defs', () => {
    const Tree = z.object({
      get branches() {
        return z.array(Tree)
      },
    })
    expect(both(Tree).input).toEqual({
      type: 'object',
      properties: { branches: { type: 'array', items: { $ref: '#' } } },
      required: ['branches'],
    })
    const Named = z.string().meta({ id: 'Named' })
    expect(both(z.object({ a: Named, b: Named })).input).toMatchObject({
      properties: { a: { $ref: '#/$defs/Named' }, b: { $ref: '#/$defs/Named' } },
      $defs: { Named: { type: 'string' } },
    })
  })

  test.each<[what: string, schema: StandardSchema]>([
    ['Date', z.object({ at: z.date() })],
    ['BigInt', z.bigint()],
    ['Map', z.map(z.string(), z.string())],
    ['Transforms', z.string().transform(Number)],
    ['Custom types', z.custom(() => true)],
  ])('%s: says what is wrong and what to do', (what, schema) => {
    const error = failure(() => jsonSchemaOf(schema, 'output', {}, "the event 'tick'"))
    expect(error.message).toContain(
      `Zod cannot describe the event 'tick' in JSON Schema: ${what} cannot be represented in JSON Schema.\n` +
        'Send a type that JSON has, for a date z.iso.datetime(), and follow a transform by the schema of what it makes, ' +
        'z.string().transform(Number).pipe(z.number()); or describe such values as anything:\n',
    )
    expect(error.message).toContain("toJSONSchema(schema, { io, unrepresentable: 'any' })")
    expect(error.cause).toBeInstanceOf(Error)
  })

  test('what goes in is told to be taken as a string', () => {
    const body = z.object({ at: z.date() })
    expect(failure(() => jsonSchemaOf(body, 'input', {}, "the body of operation 'a'")).message).toBe(
      "Zod cannot describe the body of operation 'a' in JSON Schema: Date cannot be represented in JSON Schema.\n" +
        'Take a string and convert it, for a date z.iso.datetime().transform((text) => new Date(text)); ' +
        'or describe such values as anything:\n' +
        "  import { toJSONSchema } from 'zod'\n" +
        "  createApi({ …, jsonSchema: { zod: (schema, io) => toJSONSchema(schema, { io, unrepresentable: 'any' }) } })",
    )
  })

  test('a converter that is given is used in place of what Zod offers', () => {
    const zod: SchemaConverters = {
      zod: (schema, io) => toJSONSchema(schema, { io, unrepresentable: 'any' }),
    }
    expect(jsonSchemaOf(z.array(z.date()), 'output', zod)).toEqual({ type: 'array', items: {} })
  })

  test('Zod Mini offers no Standard JSON Schema, but has the converter', () => {
    const schema = mini.object({ a: mini.optional(mini.number()) })
    expect(failure(() => jsonSchemaOf(schema, 'input', {})).message).toContain(
      "import { toJSONSchema } from 'zod'",
    )
    const converted = jsonSchemaOf(schema, 'input', { zod: (given, io) => toJSONSchema(given, { io }) })
    expect(converted).toEqual({ type: 'object', properties: { a: { type: 'number' } } })
  })
})

describe('of ArkType', () => {
  test('optional, default and what a morph makes', () => {
    const { input, output } = both(type({ a: 'string.numeric.parse', 'b?': 'string', c: 'number = 3' }))
    expect(input).toMatchObject({
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'number' } },
      required: ['a'],
    })
    expect(output).toMatchObject({ properties: { a: { type: 'number' } }, required: ['a', 'c'] })
    expect(output).not.toHaveProperty('$schema')
  })

  test('recursive schemas refer to $defs', () => {
    const { tree } = type.module({ tree: { branches: 'tree[]' } })
    const { $ref, $defs } = both(tree).input
    const name = String($ref).replace('#/$defs/', '')
    expect($defs).toHaveProperty([name, 'type'], 'object')
  })

  test('what JSON Schema cannot say is anything, without an error', () => {
    expect(both(type({ at: 'Date' })).input).toEqual({
      type: 'object',
      properties: { at: {} },
      required: ['at'],
    })
  })
})

describe('of Valibot', () => {
  test('by the converter that is given', () => {
    const schema = v.object({
      a: v.pipe(v.string(), v.transform(Number), v.number()),
      b: v.optional(v.number(), 3),
      c: v.optional(v.pipe(v.string(), v.isoTimestamp())),
    })
    expect(jsonSchemaOf(schema, 'input', CONVERTERS)).toEqual({
      type: 'object',
      properties: {
        a: { type: 'string' },
        b: { type: 'number', default: 3 },
        c: { type: 'string', format: 'date-time' },
      },
      required: ['a'],
    })
  })

  test('recursive schemas refer to $defs', () => {
    const Tree: v.GenericSchema = v.object({ branches: v.array(v.lazy(() => Tree)) })
    expect(both(Tree).input).toMatchObject({
      properties: { branches: { items: { $ref: '#/$defs/0' } } },
      $defs: { 0: { properties: { branches: { items: { $ref: '#/$defs/0' } } } } },
    })
  })

  test('without a converter, says exactly what to write', () => {
    expect(failure(() => jsonSchemaOf(v.string(), 'input', {})).message).toBe(
      'For a schema, give createApi the converter of Valibot, which does not offer Standard JSON Schema:\n' +
        "  import { toJsonSchema } from '@valibot/to-json-schema'\n" +
        "  createApi({ …, jsonSchema: { valibot: (schema, io) => toJsonSchema(schema, { typeMode: io, target: 'draft-2020-12' }) } })",
    )
  })

  test('what JSON Schema cannot say is refused with the cause', () => {
    const error = failure(() => jsonSchemaOf(v.object({ at: v.date() }), 'input', CONVERTERS))
    expect(error.message).toContain(
      'Valibot cannot describe a schema in JSON Schema: The "date" schema cannot be converted to JSON Schema.\nTake a string',
    )
    expect(error.message).toContain("errorMode: 'ignore'")
    expect(error.cause).toBeInstanceOf(Error)
  })

  test('the lenient converter that is suggested lets it be anything', () => {
    const converted = jsonSchemaOf(v.object({ at: v.date() }), 'input', {
      valibot: (schema, io) =>
        toJsonSchema(schema, { typeMode: io, target: 'draft-2020-12', errorMode: 'ignore' }),
    })
    expect(converted).toMatchObject({ properties: { at: {} } })
  })
})

describe('of another library', () => {
  function schemaOf(vendor: string): StandardSchema {
    return { '~standard': { version: 1, vendor, validate: (value) => ({ value }) } }
  }

  test('says in general what to write', () => {
    expect(failure(() => jsonSchemaOf(schemaOf('my-lib'), 'input', CONVERTERS)).message).toContain(
      'createApi({ …, jsonSchema: { "my-lib": (schema, io) =>',
    )
  })

  test('a vendor named like a member of objects has no converter', () => {
    expect(() => jsonSchemaOf(schemaOf('toString'), 'input', {})).toThrow(
      'the converter of toString, which does not offer',
    )
  })

  test('an error that is none is told too', () => {
    const failing: SchemaConverters = {
      mine: () => {
        // oxlint-disable-next-line typescript/only-throw-error -- what a converter throws is not ours to choose
        throw 'a string'
      },
    }
    expect(failure(() => jsonSchemaOf(schemaOf('mine'), 'input', failing))).toMatchObject({
      message: expect.stringContaining(
        'mine cannot describe a schema in JSON Schema: a string.\nTake a string and convert it; or',
      ),
      cause: 'a string',
    })
  })

  test('a converter has to return an object at once', () => {
    const late: SchemaConverters = { mine: () => Promise.resolve({}) }
    expect(() => jsonSchemaOf(schemaOf('mine'), 'input', late)).toThrow('has to return a JSON Schema object')
    const nothing = { mine: (): object => JSON.parse('null') as object }
    expect(() => jsonSchemaOf(schemaOf('mine'), 'input', nothing)).toThrow(InvalidArgumentError)
  })

  test('only the outer $schema is left out, the given object is left as it is', () => {
    const given = { $schema: 'x', properties: { $schema: { type: 'string' } }, $defs: { a: {} } }
    expect(jsonSchemaOf(schemaOf('mine'), 'input', { mine: () => given })).toEqual({
      properties: { $schema: { type: 'string' } },
      $defs: { a: {} },
    })
    expect(given.$schema).toBe('x')
  })
})
