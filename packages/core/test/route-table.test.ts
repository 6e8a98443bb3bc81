import { describe, expect, test } from 'vitest'
import { InvalidArgumentError } from '../src/contract/errors.ts'
import { parsePathTemplate } from '../src/routing/path-template.ts'
import { inMatchOrder, type Route } from '../src/routing/route-order.ts'
import { RouteTable } from '../src/routing/route-table.ts'
import { RouteTables } from '../src/routing/route-tables.ts'

function routes(...lines: string[]): Route[] {
  return lines.map((line) => {
    const [method = '', path = ''] = line.split(' ')
    return { method, path: parsePathTemplate(path) }
  })
}

/** The route that is found with its params, or the status and `Allow` of the answer when there is none. */
function ask(table: Pick<RouteTable<Route>, 'find'>, method: string, path: string): unknown {
  const found = table.find(method, path)
  if (found.route === undefined) return [found.error.status, found.error.headers['allow']]
  return [`${found.route.method} ${found.route.path.source}`, found.params()]
}

describe('text is tried before a parameter', () => {
  test.each([
    [
      ['/{id}', '/new'],
      ['/new', '/{id}'],
    ],
    [
      ['/{a}/b', '/a/{b}'],
      ['/a/{b}', '/{a}/b'],
    ],
    [
      ['/{a}', '/{a}.{b}', '/{a}.json', '/v{a}.json'],
      ['/v{a}.json', '/{a}.json', '/{a}.{b}', '/{a}'],
    ],
    [
      ['/x/{a}/b', '/x/{a}/{b}', '/x/y/{b}'],
      ['/x/y/{b}', '/x/{a}/b', '/x/{a}/{b}'],
    ],
    [
      ['/b', '/a'],
      ['/b', '/a'],
    ],
  ])('%j', (given, ordered) => {
    const templates = given.map((source) => ({ path: parsePathTemplate(source) }))
    expect(inMatchOrder(templates).map(({ path }) => path.source)).toEqual(ordered)
  })
})

describe('finding a route', () => {
  const table = new RouteTable(
    routes('GET /{id}', 'DELETE /{id}', 'POST /new', 'GET /{a}-{b}', 'PUT /{a}-{b}', 'GET /a/', 'GET /'),
  )

  test.each<[method: string, path: string, answer: unknown]>([
    ['GET', '/', ['GET /', {}]],
    ['GET', '/7', ['GET /{id}', { id: '7' }]],
    ['HEAD', '/7', ['GET /{id}', { id: '7' }]],
    ['DELETE', '/7', ['DELETE /{id}', { id: '7' }]],
    ['POST', '/new', ['POST /new', {}]],
    // The text is more exact, but has no such method.
    ['GET', '/new', ['GET /{id}', { id: 'new' }]],
    ['GET', '/x-y', ['GET /{a}-{b}', { a: 'x', b: 'y' }]],
    ['DELETE', '/x-y', ['DELETE /{id}', { id: 'x-y' }]],
    ['POST', '/7', [405, 'GET, HEAD, DELETE']],
    ['PUT', '/new', [405, 'POST, GET, HEAD, DELETE']],
    ['PATCH', '/x-y', [405, 'GET, HEAD, PUT, DELETE']],
    ['OPTIONS', '/', [405, 'GET, HEAD']],
    ['get', '/', [405, 'GET, HEAD']],
    ['GET', '/a', ['GET /{id}', { id: 'a' }]],
    ['GET', '/a/', ['GET /a/', {}]],
    ['GET', '/b/', [404, undefined]],
    ['GET', '/a/b/c', [404, undefined]],
    ['OPTIONS', '*', [404, undefined]],
  ])('%s %s', (method, path, answer) => {
    expect(ask(table, method, path)).toEqual(answer)
  })

  test('a parameter that cannot be decoded is a 400 when it is asked for', () => {
    const found = table.find('GET', '/%zz')
    expect(found.route?.path.source).toBe('/{id}')
    expect(() => found.route && found.params()).toThrow('The path parameter "id" is not percent-encoded')
  })

  test('the params are decoded once', () => {
    const found = table.find('GET', '/7')
    expect(found.route && found.params()).toBe(found.route && found.params())
  })
})

test.each([
  [['GET /a', 'GET /a']],
  [['GET /a/{x}', 'GET /b', 'GET /a/{y}']],
  [['GET /{a}-{b}', 'GET /{b}-{a}']],
  [['GET /é', 'GET /%c3%a9']],
])('%j cannot both be there', (lines) => {
  expect(() => new RouteTable(routes(...lines))).toThrow(InvalidArgumentError)
  expect(() => new RouteTable(routes(...lines))).toThrow('match the same requests: give one of them another')
})

test('other methods, and other text, are no twins', () => {
  expect(() => new RouteTable(routes('GET /a', 'PUT /a', 'GET /A', 'GET /a/', 'GET /{a}'))).not.toThrow()
})

describe('several tables', () => {
  const tables = new RouteTables<Route>()
  tables.add(routes('GET /{id}', 'POST /new', 'GET /a/{x}'))
  tables.add(routes('GET /new', 'GET /{name}', 'DELETE /{name}', 'GET /a/b', 'PUT /b/{y}'))

  test.each<[method: string, path: string, answer: unknown]>([
    ['GET', '/new', ['GET /{id}', { id: 'new' }]],
    ['HEAD', '/7', ['GET /{id}', { id: '7' }]],
    ['GET', '/a/b', ['GET /a/{x}', { x: 'b' }]],
    ['POST', '/new', ['POST /new', {}]],
    ['DELETE', '/new', ['DELETE /{name}', { name: 'new' }]],
    ['PUT', '/b/1', ['PUT /b/{y}', { y: '1' }]],
    ['PUT', '/new', [405, 'POST, GET, HEAD, DELETE']],
    ['POST', '/a/b', [405, 'GET, HEAD']],
    ['GET', '/b/1', [405, 'PUT']],
    ['GET', '/c/1', [404, undefined]],
  ])('%s %s', (method, path, answer) => {
    expect(ask(tables, method, path)).toEqual(answer)
  })

  test('twins are refused in one of them, which is then not there', () => {
    expect(() => tables.add(routes('GET /x/y/z', 'GET /x/y/z'))).toThrow(InvalidArgumentError)
    expect(ask(tables, 'GET', '/x/y/z')).toEqual([404, undefined])
  })

  test('without any there is nothing', () => {
    expect(ask(new RouteTables(), 'GET', '/')).toEqual([404, undefined])
  })
})
