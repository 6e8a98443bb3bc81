import { toJsonSchema } from '@valibot/to-json-schema'
import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { arrayKeys } from '../src/schema/array-keys.ts'
import { jsonSchemaOf } from '../src/schema/json-schema.ts'
import type { StandardSchema } from '../src/schema/standard-schema.ts'

const list = { type: 'array', items: { type: 'string' } }

describe('arrayKeys', () => {
  test.each<[what: string, property: unknown, isArray: boolean]>([
    ['an array', list, true],
    ['an array or null', { type: ['array', 'null'] }, true],
    ['an array by reference', { $ref: '#/$defs/list' }, true],
    ['an array by two references', { $ref: '#/$defs/again' }, true],
    ['an array by an escaped reference', { $ref: '#/$defs/a~1b~0%20c' }, true],
    ['an array with more said of it', { allOf: [{ description: 'x' }, list] }, true],
    ['one array or another', { anyOf: [list, { $ref: '#/$defs/list' }] }, true],
    ['an array or null, as a union', { oneOf: [list, { type: 'null' }] }, true],
    ['an array or anything that has no schema', { anyOf: [list, {}] }, true],
    ['a string', { type: 'string' }, false],
    ['a string or an array', { anyOf: [{ type: 'string' }, list] }, false],
    ['a string or an array, in one', { type: ['string', 'array'] }, false],
    ['a number, by reference, or an array', { anyOf: [{ $ref: '#/$defs/number' }, list] }, false],
    ['one of some strings, or an array', { anyOf: [{ enum: ['a'] }, list] }, false],
    ['a constant or an array', { anyOf: [{ const: 'a' }, list] }, false],
    ['an object that has an array', { type: 'object', properties: { a: list } }, false],
    ['anything', {}, false],
    ['anything, as a boolean', true, false],
    ['a reference to nothing', { $ref: '#/$defs/none' }, false],
    ['a reference to elsewhere', { $ref: 'https://example.org/list' }, false],
    ['a reference in a circle', { $ref: '#/$defs/circle' }, false],
    ['a reference to the whole', { $ref: '#' }, false],
    ['a reference that is badly encoded', { $ref: '#/$defs/%zz' }, false],
    ['a reference to what every object has', { $ref: '#/$defs/constructor' }, false],
  ])('%s', (_what, property, isArray) => {
    const schema = {
      type: 'object',
      properties: { key: property },
      $defs: {
        list,
        again: { $ref: '#/$defs/list' },
        'a/b~ c': list,
        number: { type: 'number' },
        circle: { anyOf: [{ $ref: '#/$defs/circle' }] },
      },
    }
    expect([...arrayKeys(schema)]).toEqual(isArray ? ['key'] : [])
  })

  test('of an object that is a reference, an intersection or a union', () => {
    const a = { type: 'object', properties: { a: list, both: list } }
    const b = { type: 'object', properties: { b: list, both: { type: 'string' } } }
    expect([...arrayKeys({ $ref: '#/$defs/a', $defs: { a } })]).toEqual(['a', 'both'])
    expect([...arrayKeys({ allOf: [a, b] })].toSorted()).toEqual(['a', 'b'])
    expect([...arrayKeys({ oneOf: [a, { anyOf: [b] }] })].toSorted()).toEqual(['a', 'b'])
  })

  test('of no object', () => {
    expect(arrayKeys({}).size).toBe(0)
    expect(arrayKeys({ type: 'string' }).size).toBe(0)
    expect(arrayKeys({ properties: 'x', anyOf: 'y' }).size).toBe(0)
  })

  test.each<[vendor: string, schema: StandardSchema]>([
    [
      'zod',
      z.object({
        one: z.string(),
        many: z.array(z.string()),
        some: z.array(z.coerce.number()).optional(),
        any: z.array(z.string()).default([]),
        none: z.array(z.string()).nullable(),
        pair: z.tuple([z.string(), z.string()]),
        either: z.union([z.string(), z.array(z.string())]),
      }),
    ],
    [
      'valibot',
      v.object({
        one: v.string(),
        many: v.array(v.string()),
        some: v.optional(v.array(v.pipe(v.string(), v.toNumber()))),
        any: v.optional(v.array(v.string()), []),
        none: v.nullable(v.array(v.string())),
        pair: v.tuple([v.string(), v.string()]),
        either: v.union([v.string(), v.array(v.string())]),
      }),
    ],
    [
      'arktype',
      type({
        one: 'string',
        many: 'string[]',
        'some?': 'string.numeric.parse[]',
        any: type('string[]').default(() => []),
        none: 'string[] | null',
        pair: ['string', 'string'],
        either: 'string | string[]',
      }),
    ],
  ])('of %s', (_vendor, schema) => {
    const converted = jsonSchemaOf(schema, 'input', {
      valibot: (given, io) => toJsonSchema(given, { typeMode: io }),
    })
    expect([...arrayKeys(converted)].toSorted()).toEqual(['any', 'many', 'none', 'pair', 'some'])
  })
})
