import { type as ark } from 'arktype'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { InvalidArgumentError } from '../../src/contract/errors.ts'
import { json } from '../../src/formats/json-response.ts'
import { operation } from '../../src/operation/operation.ts'
import { rawBody } from '../../src/operation/read-body.ts'

const right = {
  id: 'things.list-1',
  method: 'POST',
  path: '/things/{id}',
  response: json(z.null()),
  handler: () => null,
} as const

/** Makes an operation as JavaScript can. */
const make = (changes: object) => () => operation({ ...right, ...changes })

test('an operation is what was given', () => {
  expect(operation(right)).toBe(right)
})

describe('an operation that can never work is refused, and says which and why', () => {
  test.each<[string, object, string]>([
    ['no id', { id: undefined }, 'An operation has an id'],
    ['an empty id', { id: '' }, 'An operation has an id'],
    ['an id with other characters', { id: 'a b' }, 'not "a b"'],
    ['an id that ends in a line break', { id: 'a\n' }, 'An operation has an id'],
    ['no method', { method: undefined }, "'things.list-1' has the method GET, POST, PUT, PATCH, DELETE"],
    ['a method in lower case', { method: 'get' }, 'not "get"'],
    ['HEAD', { method: 'HEAD' }, 'not "HEAD"'],
    ['no path', { path: undefined }, "'things.list-1' has a path"],
    ['a path that is none', { path: 'things' }, 'things'],
    ['no handler', { handler: undefined }, 'has a handler'],
    ['no response', { response: undefined }, 'has a response, made by eventStream()'],
    ['a response that is a schema', { response: z.null() }, 'has a response, made by eventStream()'],
    ['a GET with a body', { method: 'GET', body: z.null() }, 'has the method GET, and so no body'],
    [
      'params without schema',
      { params: { id: 'string' } },
      "For params of the operation 'things.list-1', give",
    ],
    ['query without schema', { query: 'a=1' }, 'For query of'],
    ['headers without schema', { headers: null }, 'For headers of'],
    ['cookies without schema', { cookies: () => true }, 'For cookies of'],
    ['a body without schema', { body: {} }, 'For body of'],
    ['a body that is a type', { body: 'text/plain' }, 'For body of'],
  ])('%s', (_name, changes, saying) => {
    expect(make(changes)).toThrow(InvalidArgumentError)
    expect(make(changes)).toThrow(saying)
  })

  test('every schema is one, those of ArkType, which are functions, too', () => {
    const schema = ark({ a: 'string' })
    expect(
      make({ params: schema, query: schema, headers: schema, cookies: schema, body: schema }),
    ).not.toThrow()
    expect(make({ body: rawBody() })).not.toThrow()
  })
})
