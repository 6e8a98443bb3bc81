import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Api } from '../../src/api/api.ts'
import { checkApi } from '../../src/api/check-api.ts'
import { type ApiInit, createApi } from '../../src/api/create-api.ts'
import { InvalidArgumentError } from '../../src/contract/errors.ts'
import { json } from '../../src/formats/json-response.ts'
import { operation, type Operation } from '../../src/operation/operation.ts'
import { stream } from '../../src/response/stream.ts'

function at(path: string, id: string): Operation {
  return operation({ id, method: 'GET', path, response: json(z.null()), handler: () => null })
}

const about = { title: 'Test', version: '1' }

/** Makes an api as JavaScript can. */
const make = (init: unknown) => (): Api => createApi(init as ApiInit)

describe('what an api needs is said', () => {
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'createApi needs an object: createApi({ title, version, operations }).'],
    ['null', null, 'createApi needs an object'],
    ['an empty object', {}, "createApi needs a title: title: 'My api'."],
    ['no title', { version: '1', operations: [] }, 'createApi needs a title'],
    ['an empty title', { ...about, title: '', operations: [] }, 'createApi needs a title'],
    ['no version', { title: 'a', operations: [] }, "needs a version, that of the api: version: '1.0.0'."],
    ['a number as version', { title: 'a', version: 1, operations: [] }, 'needs a version'],
    ['no operations', about, 'needs operations, a list of what operation() makes: operations: [listThings].'],
    ['one operation', { ...about, operations: at('/a', 'a') }, 'needs operations, a list'],
    [
      'null for an operation',
      { ...about, operations: [null] },
      'operations that operation() makes, not null',
    ],
    ['a function for one', { ...about, operations: [operation] }, 'operation() makes, not function'],
    ['something else', { ...about, operations: [{}] }, 'An operation needs an id'],
    ['a changed one', { ...about, operations: [{ ...at('/a', 'a'), path: 'a' }] }, 'a'],
  ])('%s', (_name, init, saying) => {
    expect(make(init)).toThrow(InvalidArgumentError)
    expect(make(init)).toThrow(saying)
  })
})

describe('O3 routes that match the same requests are called by their names', () => {
  const docs = { routes: [{ path: '/docs', summary: 'The page', handler: () => stream(() => []) }] }

  test.each<[string, object, string]>([
    [
      'two operations',
      { operations: [at('/a', 'a'), at('/a', 'b')] },
      "The operations 'a' and 'b' both answer GET /a: give one of them another path.",
    ],
    [
      'two that name their parameters otherwise',
      { operations: [at('/{x}', 'a'), at('/{y}', 'b')], openapi: false },
      "The operations 'a' and 'b' both answer GET /{x}, which is GET /{y}: give one of them another path.",
    ],
    [
      'one and the document',
      { operations: [at('/openapi.json', 'a')] },
      "GET /openapi.json is the api's own document: give the operation 'a' another path, or set openapi: false.",
    ],
    [
      'one and the docs',
      { operations: [at('/docs', 'a')], docs },
      "GET /docs is a route of docs: give the operation 'a' another path, or leave out docs.",
    ],
    [
      'the docs and the document',
      { operations: [], docs: { routes: [{ ...docs.routes[0], path: '/openapi.yaml' }] } },
      "GET /openapi.yaml is the api's own document: give the route of docs another path",
    ],
  ])('%s', (_name, init, saying) => {
    expect(make({ ...about, ...init })).toThrow(InvalidArgumentError)
    expect(make({ ...about, ...init })).toThrow(saying)
  })

  test('the document leaves its path without openapi', () => {
    expect(make({ ...about, operations: [at('/openapi.json', 'a')], openapi: false })).not.toThrow()
  })
})

describe('what mount takes', () => {
  test('is an api', () => {
    expect(() => checkApi(createApi({ ...about, operations: [] }))).not.toThrow()
  })

  test.each<[string, unknown, string]>([
    [
      'an operation',
      at('/a', 'a'),
      "mount takes an api, the operation 'a' is served through one: mount(router, createApi(",
    ],
    [
      'a list of them',
      [at('/a', 'a')],
      'mount takes an api, make one of your operations: mount(router, createApi(',
    ],
    ['nothing', undefined, 'mount takes an api'],
    ['null', null, 'mount takes an api'],
    ['a function', createApi, 'mount takes an api'],
  ])('not %s', (_name, given, saying) => {
    expect(() => checkApi(given)).toThrow(InvalidArgumentError)
    expect(() => checkApi(given)).toThrow(saying)
  })
})
