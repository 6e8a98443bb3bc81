import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import type { SchemaResult, StandardSchema } from '../src/schema/standard-schema.ts'
import { type Validated, validateInput } from '../src/schema/validate.ts'

/** A schema that says what the test wants. */
function saying(
  validate: (value: unknown) => SchemaResult<unknown> | Promise<SchemaResult<unknown>>,
): StandardSchema {
  return { '~standard': { version: 1, vendor: 'test', validate } }
}

/** A schema that finds one thing wrong, at a path. */
function wrongAt(...path: (PropertyKey | { readonly key: PropertyKey })[]): StandardSchema {
  return saying(() => ({ issues: [{ message: 'wrong', path }] }))
}

describe.each<[vendor: string, schema: StandardSchema]>([
  ['zod', z.object({ limit: z.coerce.number(), tags: z.array(z.enum(['a', 'b'])).default([]) })],
  [
    'valibot',
    v.object({
      limit: v.pipe(v.string(), v.toNumber()),
      tags: v.optional(v.array(v.picklist(['a', 'b'])), []),
    }),
  ],
  ['arktype', type({ limit: 'string.numeric.parse', tags: type("('a'|'b')[]").default(() => []) })],
])('with %s', (_vendor, schema) => {
  test('gives what the schema makes of the value, at once', () => {
    expect(validateInput('query', schema, { limit: '3' })).toEqual({ value: { limit: 3, tags: [] } })
  })

  test('says where and what is wrong, and what was given', () => {
    expect(validateInput('query', schema, { limit: 'x', tags: ['a', 'c'] })).toEqual({
      issues: [
        { location: 'query.limit', message: expect.any(String), value: 'x' },
        { location: 'query.tags.1', message: expect.any(String), value: 'c' },
      ],
    })
  })

  test('what is missing has no value', () => {
    const { issues } = validateInput('query', schema, {}) as Validated<unknown>
    expect(issues).toEqual([{ location: 'query.limit', message: expect.any(String) }])
  })

  test('the whole may be what is wrong', () => {
    expect(validateInput('body', schema, undefined)).toEqual({
      issues: [{ location: 'body', message: expect.any(String) }],
    })
    expect(validateInput('body', schema, 3)).toMatchObject({ issues: [{ location: 'body', value: 3 }] })
  })
})

describe('validateInput', () => {
  test('a promise comes only from a schema that gives one', async () => {
    const sync = validateInput('body', z.string(), 'x')
    expect(sync).not.toBeInstanceOf(Promise)
    const late = z.string().refine(async (text) => text.length > 2, 'too short')
    const wrong = validateInput('body', late, 'x')
    expect(wrong).toBeInstanceOf(Promise)
    await expect(wrong).resolves.toEqual({ issues: [{ location: 'body', message: 'too short', value: 'x' }] })
    await expect(
      validateInput(
        'body',
        v.pipeAsync(
          v.string(),
          v.checkAsync(async () => true),
        ),
        'x',
      ),
    ).resolves.toEqual({ value: 'x' })
  })

  test('what the schema throws is passed on', async () => {
    const error = new Error('a bug')
    const throwing = saying(() => {
      throw error
    })
    expect(() => validateInput('body', throwing, 1)).toThrow(error)
    await expect(
      validateInput(
        'body',
        saying(() => Promise.reject(error)),
        1,
      ),
    ).rejects.toBe(error)
  })

  test('knows what the schema makes', () => {
    const made = validateInput('query', z.object({ n: z.coerce.number() }), { n: '1' })
    expectTypeOf(made).toEqualTypeOf<Validated<{ n: number }> | Promise<Validated<{ n: number }>>>()
    const morphed = validateInput('query', type({ n: 'string.numeric.parse' }), { n: '1' })
    expectTypeOf(morphed).toEqualTypeOf<Validated<{ n: number }> | Promise<Validated<{ n: number }>>>()
    const piped = validateInput('query', v.object({ n: v.pipe(v.string(), v.toNumber()) }), { n: '1' })
    expectTypeOf(piped).toEqualTypeOf<Validated<{ n: number }> | Promise<Validated<{ n: number }>>>()
  })

  test.each<[path: Parameters<typeof wrongAt>, location: string]>([
    [[], 'body'],
    [['a', 0, 'b'], 'body.a.0.b'],
    [[{ key: 'a' }, { key: 1 }], 'body.a.1'],
    [[Symbol('s')], 'body.Symbol(s)'],
    [[{ key: Symbol('s') }], 'body.Symbol(s)'],
    [['__proto__', 'constructor'], 'body.__proto__.constructor'],
  ])('path %j', (path, location) => {
    expect(validateInput('body', wrongAt(...path), {})).toEqual({ issues: [{ location, message: 'wrong' }] })
  })

  test('an issue without a path is about the whole', () => {
    const schema = saying(() => ({ issues: [{ message: 'wrong' }] }))
    expect(validateInput('params', schema, {})).toEqual({
      issues: [{ location: 'params', message: 'wrong' }],
    })
  })

  test.each<[given: unknown, told: boolean]>([
    ['', true],
    ['x'.repeat(200), true],
    ['x'.repeat(201), false],
    [0, true],
    [-1.5, true],
    [JSON.parse('1e999'), false],
    [false, true],
    [null, true],
    [[], false],
    [{}, false],
    [undefined, false],
    [1n, false],
  ])('value %o', (given, told) => {
    expect(validateInput('body', wrongAt('a'), { a: given })).toEqual({
      issues: [{ location: 'body.a', message: 'wrong', ...(told ? { value: given } : {}) }],
    })
  })

  test('a value is never what an object inherits or computes', () => {
    const given = {
      get computed(): string {
        throw new Error('read')
      },
    }
    for (const key of ['computed', 'toString', '__proto__']) {
      expect(validateInput('body', wrongAt(key), given)).toEqual({
        issues: [{ location: `body.${key}`, message: 'wrong' }],
      })
    }
    expect(validateInput('body', wrongAt('length'), 'text')).not.toHaveProperty('issues.0.value')
  })

  test('at most 100 issues, then how many more', () => {
    const schema = z.array(z.number())
    const issuesOf = (count: number): unknown[] => {
      const { issues } = validateInput('body', schema, Array(count).fill('x')) as Validated<unknown>
      return [...(issues ?? [])]
    }
    expect(issuesOf(100)).toHaveLength(100)
    expect(issuesOf(101)).toHaveLength(101)
    expect(issuesOf(101).at(-1)).toEqual({ location: 'body', message: 'And 1 more.' })
    expect(issuesOf(350).at(-1)).toEqual({ location: 'body', message: 'And 250 more.' })
    const many = validateInput('body', type('number[]'), Array(350).fill('x'))
    expect(many).toMatchObject({ issues: { length: 101 } })
  })

  test('keys and messages that hold what the client sent are cut short', () => {
    const key = 'k'.repeat(100_000)
    const { issues } = validateInput('body', v.record(v.string(), v.array(v.literal('a'))), {
      [key]: Array(100).fill(key),
    }) as Validated<unknown>
    expect(issues).toHaveLength(100)
    expect(JSON.stringify(issues).length).toBeLessThan(250_000)
  })
})

describe.each(['headers', 'cookies'] as const)('of %s', (location) => {
  const secret = 'Bearer "tok\\en" 123'

  test.each<[vendor: string, schema: StandardSchema]>([
    ['zod', z.object({ authorization: z.literal('x') })],
    ['valibot', v.object({ authorization: v.literal('x') })],
    ['arktype', type({ authorization: "'x'" })],
    ['arktype', type({ authorization: 'string.numeric' })],
    ['arktype', type({ authorization: "'x'" }).or({ authorization: "'y'", other: 'string' })],
  ])('no value is told, not in the message of %s either', (_vendor, schema) => {
    const { issues } = validateInput(location, schema, { authorization: secret }) as Validated<unknown>
    expect(issues).toEqual([{ location: `${location}.authorization`, message: expect.any(String) }])
    expect(issues?.[0]?.message).not.toMatch(/tok|123/)
  })

  test('not when the issue is about all of them', () => {
    const schema = saying((value) => ({ issues: [{ message: `not ${JSON.stringify(value)}` }] }))
    expect(validateInput(location, schema, { a: 'secret', b: 'on' })).toEqual({
      issues: [{ location, message: 'Does not match its schema.' }],
    })
  })

  const token = (text: string): string => text.slice(7)
  test.each<[vendor: string, schema: StandardSchema]>([
    ['valibot', v.object({ t: v.pipe(v.string(), v.transform(token), v.uuid()) })],
    [
      'zod',
      z.object({
        t: z
          .string()
          .transform(token)
          .refine(() => false, { error: ({ input }) => `bad ${String(input)}` }),
      }),
    ],
    ['arktype', type({ t: type('string').pipe(token).to('string.uuid') })],
  ])('not even what the schema has made of them (%s)', (_vendor, schema) => {
    const { issues } = validateInput(location, schema, { t: 'Bearer SESAME' }) as Validated<unknown>
    expect(issues).toEqual([{ location: `${location}.t`, message: 'Does not match its schema.' }])
  })

  test('what is not there is missing', () => {
    const { issues } = validateInput(location, z.object({ t: z.string() }), {}) as Validated<unknown>
    expect(issues).toEqual([{ location: `${location}.t`, message: 'Is missing.' }])
  })
})
