import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { queryValues } from '../src/operation/query-values.ts'

describe('queryValues', () => {
  test.each<[query: string, values: Record<string, unknown>]>([
    ['', {}],
    ['a=1', { a: '1' }],
    ['a=', { a: '' }],
    ['a', { a: '' }],
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a=1&a=2&b=3&a=4', { a: ['1', '2', '4'], b: '3' }],
    ['list=1', { list: ['1'] }],
    ['list=1&list=2', { list: ['1', '2'] }],
    ['a=caf%C3%A9+%26', { a: 'café &' }],
  ])('%j', (query, values) => {
    expect(queryValues(new URLSearchParams(query), new Set(['list']))).toEqual(values)
  })

  test('keys named like members of objects are only keys', () => {
    const values = queryValues(new URLSearchParams('__proto__=a&__proto__=b&constructor=c'), new Set())
    expect(Object.entries(values)).toEqual([
      ['__proto__', ['a', 'b']],
      ['constructor', 'c'],
    ])
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype)
    expect(Object.entries(queryValues(new URLSearchParams('__proto__=a'), new Set(['__proto__'])))).toEqual([
      ['__proto__', ['a']],
    ])
  })

  test('holds what URLSearchParams holds', () => {
    const pair = fc.tuple(fc.constantFrom('a', 'b', '', '__proto__', 'toString'), fc.string())
    fc.assert(
      fc.property(fc.array(pair), fc.subarray(['a', 'toString']), (pairs, arrayKeys) => {
        const query = new URLSearchParams(pairs)
        const values = queryValues(query, new Set(arrayKeys))
        expect(new Set(Object.keys(values))).toEqual(new Set(query.keys()))
        for (const [key, value] of Object.entries(values)) {
          expect([value].flat()).toEqual(query.getAll(key))
          expect(Array.isArray(value)).toBe(query.getAll(key).length > 1 || arrayKeys.includes(key))
        }
      }),
    )
  })
})
