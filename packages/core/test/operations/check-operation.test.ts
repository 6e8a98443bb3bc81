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
    [
      'no id',
      { id: undefined },
      'An operation needs an id of letters, digits, "_", "-" and ".", for example \'listThings\'.',
    ],
    ['an empty id', { id: '' }, 'An operation needs an id'],
    ['an id with other characters', { id: 'a b' }, 'this one\'s is "a b"'],
    ['an id that ends in a line break', { id: 'a\n' }, 'An operation needs an id'],
    ['an id that JSON cannot say', { id: 1n }, "this one's is a bigint"],
    ['no method', { method: undefined }, "'things.list-1' needs a method: GET, POST, PUT, PATCH, DELETE."],
    [
      'a method in lower case',
      { method: 'get' },
      'The method of the operation \'things.list-1\' is "get": write one of GET, POST, PUT, PATCH, DELETE.',
    ],
    ['HEAD', { method: 'HEAD' }, 'is "HEAD": write one of GET'],
    ['a method that is none', { method: () => {} }, 'is a function: write one of GET'],
    ['no path', { path: undefined }, "'things.list-1' needs a path, for example"],
    ['a path that is none', { path: 'things' }, 'things'],
    ['no handler', { handler: undefined }, 'needs a handler: handler(ctx, input, send) {'],
    ['a before that is none', { before: 'x' }, 'needs a function as before: before(ctx, input) {'],
    ['a limit that is none', { bodyLimit: '1mb' }, 'needs a number of bytes as bodyLimit, 0 or more.'],
    [
      'errors by other statuses',
      { errors: { 200: 'ok' } },
      'needs statuses of 400 to 599 as errors, not 200.',
    ],
    [
      'no response',
      { response: undefined },
      'needs a response: make one with eventStream(), jsonLines(), json() or content().',
    ],
    ['a response that is a schema', { response: z.null() }, 'needs a response: make one with'],
    [
      'a GET with a body',
      { method: 'GET', body: z.null() },
      'cannot have a body with the method GET: use POST',
    ],
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
