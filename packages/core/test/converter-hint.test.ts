import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { toJSONSchema, z } from 'zod'
import { converterHint, representableHint } from '../src/schema/converter-hint.ts'
import { jsonSchemaOf, type SchemaConverters } from '../src/schema/json-schema.ts'
import type { StandardSchema } from '../src/schema/standard-schema.ts'

/** What the suggested lines give to createApi, run as they are written. */
function suggested(vendor: string, kind: 'whole' | 'lenient'): SchemaConverters {
  const [, option = ''] = /jsonSchema: (\{.*\}) \}\)$/.exec(converterHint(vendor, kind)) ?? []
  // oxlint-disable-next-line typescript/no-implied-eval -- the code that is suggested is what is tested
  const make = new Function('toJsonSchema', 'toJSONSchema', `return (${option})`)
  return make(toJsonSchema, toJSONSchema) as SchemaConverters
}

describe.each([
  ['valibot', v.pipe(v.string(), v.transform(Number), v.number()), v.object({ at: v.date() })],
  ['zod', z.string().transform(Number).pipe(z.number()), z.object({ at: z.date() })],
])('%s', (vendor, plain, beyond) => {
  test('the suggested converter tells input from output', () => {
    const converters = suggested(vendor, 'whole')
    expect(jsonSchemaOf(plain, 'input', converters)).toEqual({ type: 'string' })
    expect(jsonSchemaOf(plain, 'output', converters)).toEqual({ type: 'number' })
    expect(() => jsonSchemaOf(beyond, 'output', converters)).toThrow(/cannot describe .* in JSON Schema/)
  })

  test('the lenient one lets what JSON Schema cannot say be anything', () => {
    const converters = suggested(vendor, 'lenient')
    expect(jsonSchemaOf(beyond, 'output', converters)).toMatchObject({ properties: { at: {} } })
    expect(jsonSchemaOf(plain, 'output', converters)).toEqual({ type: 'number' })
  })
})

test.each(['zod', 'valibot'])(
  'what is to be written in place of a date with %s can be described',
  (vendor) => {
    const code = (io: 'input' | 'output', pattern: RegExp): StandardSchema => {
      const [, source = ''] = pattern.exec(representableHint(vendor, io)) ?? []
      // oxlint-disable-next-line typescript/no-implied-eval -- the code that is suggested is what is tested
      return new Function('z', 'v', `return (${source})`)(z, v) as StandardSchema
    }
    const converters = suggested(vendor, 'whole')
    const taken = code('input', /for a date (.*)$/)
    expect(jsonSchemaOf(taken, 'input', converters)).toMatchObject({ type: 'string', format: 'date-time' })
    expect(taken['~standard'].validate('2020-01-02T03:04:05Z')).toMatchObject({
      value: new Date('2020-01-02T03:04:05Z'),
    })
    const sent = code('output', /for a date (.*), and/)
    expect(jsonSchemaOf(sent, 'output', converters)).toMatchObject({ type: 'string', format: 'date-time' })
    const followed = code('output', /what it makes, (.*)$/)
    expect(jsonSchemaOf(followed, 'output', converters)).toEqual({ type: 'number' })
  },
)

test('the imports name the packages that have those functions', () => {
  expect(converterHint('valibot', 'whole')).toContain(
    "import { toJsonSchema } from '@valibot/to-json-schema'\n",
  )
  expect(converterHint('zod', 'lenient')).toContain("import { toJSONSchema } from 'zod'\n")
})
