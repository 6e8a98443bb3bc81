import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HttpError } from '../src/contract/errors.ts'
import { decodeParams, matchLoosely, matchMounted, matchPath, pathOf } from '../src/routing/match-path.ts'
import { parsePathTemplate, type PathTemplate } from '../src/routing/path-template.ts'

type Match = Readonly<Record<string, string>> | undefined

function match(template: string, path: string): Match {
  const params = matchPath(parsePathTemplate(template), path)
  return params && decodeParams(params)
}

function matchBehindRouter(template: string, path: string): Match {
  const params = matchMounted(parsePathTemplate(template), path)
  return params && decodeParams(params)
}

describe('a path and its template', () => {
  test.each<[template: string, path: string, params: Match]>([
    ['/', '/', {}],
    ['/', '', undefined],
    ['/', '/a', undefined],
    ['/', '*', undefined],
    ['/a', '/a', {}],
    ['/a', '/A', undefined],
    ['/a', '/a/', undefined],
    ['/a/', '/a', undefined],
    ['/a/', '/a/', {}],
    ['/a', '/a/b', undefined],
    ['/{id}', '/1', { id: '1' }],
    ['/{id}', '/', undefined],
    ['/{id}', '/1/', undefined],
    ['/{id}', '/a%2Fb', { id: 'a/b' }],
    ['/{id}', '/%2525', { id: '%25' }],
    ['/{id}', '/caf%c3%a9%20+', { id: 'café +' }],
    ['/{id}', '/|^"', { id: '|^"' }],
    ['/{__proto__}', '/1', Object.fromEntries([['__proto__', '1']])],
    ['/café', '/caf%c3%a9', {}],
    ['/a-b', '/a%2Db', undefined],
    ['/a%2Db', '/a%2db', {}],
    ['/a%2Fb', '/a/b', undefined],
    ['/a|b', '/a|b', {}],
    ['/a|b', '/a%7cb', {}],
    ['/v{n}.json', '/v1.json', { n: '1' }],
    ['/v{n}.json', '/v.json', undefined],
    ['/v{n}.json', '/V1.json', undefined],
    ['/{n}.json', '/a.json.json', { n: 'a.json' }],
    ['/{n}.json', '/.json', undefined],
    ['/{n}:run', '/7:run', { n: '7' }],
    ['/{n}:run', '/7', undefined],
  ])('%j %j', (template, path, params) => {
    expect(match(template, path)).toEqual(params)
  })
})

describe('several in a segment: the leftmost takes what it can', () => {
  test.each<[template: string, path: string, params: Match]>([
    ['/{a}-{b}', '/x-y', { a: 'x', b: 'y' }],
    ['/{a}-{b}', '/x-y-z', { a: 'x-y', b: 'z' }],
    ['/{a}-{b}', '/x-y-', { a: 'x', b: 'y-' }],
    ['/{a}-{b}', '/--x', { a: '-', b: 'x' }],
    ['/{a}-{b}', '/---', { a: '-', b: '-' }],
    ['/{a}-{b}', '/-x', undefined],
    ['/{a}-{b}', '/x-', undefined],
    ['/{a}-{b}', '/x', undefined],
    ['/{a}-{b}', '/x%2Dy', undefined],
    ['/{a}-{b}', '/x%2Dy-z', { a: 'x-y', b: 'z' }],
    ['/{a}-{b}.{ext}', '/a-b.tar.gz', { a: 'a', b: 'b.tar', ext: 'gz' }],
    ['/{a}-{b}.{ext}', '/a.b-c', undefined],
    ['/({a},{b})', '/(1,2)', { a: '1', b: '2' }],
    ['/({a},{b})', '/(1,2', undefined],
    ['/{a}aa{b}', '/xaaay', { a: 'xa', b: 'y' }],
    // A byte that is percent-encoded is one character: the 2 of %20 is no literal 2.
    ['/{a}2{b}', '/%20x', undefined],
    ['/{a}2{b}', '/1%202%22', { a: '1 ', b: '"' }],
    ['/{a}0', '/%20', undefined],
    ['/{a}20', '/%20', undefined],
    ['/{a}20', '/%2520', { a: '%' }],
    ['/{a}%20', '/x%20', { a: 'x' }],
  ])('%j %j', (template, path, params) => {
    expect(match(template, path)).toEqual(params)
  })

  test('in no more than the time of a search', () => {
    const started = performance.now()
    expect(match('/{a}-{b}-{c}-{d}.{e}', `/${'-'.repeat(1_000_000)}`)).toBeUndefined()
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

describe('behind a router that has matched the path', () => {
  test.each<[template: string, path: string, params: Match]>([
    ['/things/{id}', '/api/v1/things/7', { id: '7' }],
    ['/things/{id}', '/things/7/', { id: '7' }],
    ['/things/{id}', '/THINGS/a%2Fb', { id: 'a/b' }],
    ['/things/{id}', '/api/thing/7', undefined],
    ['/things/{id}', '/7', undefined],
    ['/things/{id}/', '/api/things/7', { id: '7' }],
    ['/', '/api', {}],
    ['/', '/', {}],
    ['/{a}x{b}', '/1X2', { a: '1', b: '2' }],
    ['/{a}-{b}', '/api/x', undefined],
    ['/a-b', '/a%2Db', undefined],
  ])('%j %j', (template, path, params) => {
    expect(matchBehindRouter(template, path)).toEqual(params)
  })
})

describe('as loosely as a router may have matched the path, which has no prefix', () => {
  test.each<[template: string, path: string, params: Match]>([
    ['/things/{id}', '/things/7', { id: '7' }],
    ['/things/{id}', '/THINGS/7/', { id: '7' }],
    ['/things/{id}/', '/things/7', { id: '7' }],
    ['/things/{id}', '/api/things/7', undefined],
    ['/{id}', '/api/7', undefined],
    ['/', '/', {}],
    ['/', '/api', undefined],
  ])('%j %j', (template, path, params) => {
    const found = matchLoosely(parsePathTemplate(template), path)
    expect(found && decodeParams(found)).toEqual(params)
  })
})

test.each(['/%', '/a%zz', '/%C3', '/%C3%28', '/%ED%A0%80'])('%j is answered 400', (path) => {
  expect(() => match('/{id}', path)).toThrow(HttpError)
  expect(() => match('/{id}', path)).toThrow('The path parameter "id" is not percent-encoded UTF-8.')
})

test.each([
  ['/a/b?c=/d#e', '/a/b'],
  ['/a#b?c', '/a'],
  ['http://example.org/a?b', '/a'],
  ['http://example.org?b', '/'],
  ['/a://b', '/a://b'],
  ['*', '*'],
])('the path of %j', (target, path) => {
  expect(pathOf(target)).toBe(path)
})

/** Encodes each byte, so that no value holds a literal as it is on the wire. */
function encodeAll(value: string): string {
  return Array.from(new TextEncoder().encode(value), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(
    '',
  )
}

/** The wire has no form for half of a surrogate pair. */
const text = fc.string({ unit: 'binary', minLength: 1 })
const literal = fc.string({ minLength: 1, unit: fc.constantFrom(...'ab1205F-._~:*()+$é %|"'.split('')) })

/** Templates as text, in which no two parameters stand side by side. */
const segment = fc
  .tuple(fc.boolean(), fc.boolean(), fc.array(literal, { minLength: 1, maxLength: 4 }))
  .map(([first, last, literals]) => {
    const texts = literals.map((each) => each.replaceAll('%', '%25'))
    const inner = texts.join('{}')
    return `${first ? '{}' : ''}${inner}${last ? '{}' : ''}`
  })
  .filter((each) => !/^\.{1,2}$/.test(each))
const template = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => {
  let n = 0
  return parsePathTemplate(`/${segments.join('/')}`.replaceAll('{}', () => `{p${n++}}`))
})

function build({ segments }: PathTemplate, values: Readonly<Record<string, string>>): string {
  const built = segments.map((pieces) =>
    pieces.map((piece) => ('literal' in piece ? piece.literal : encodeAll(values[piece.param]!))).join(''),
  )
  return `/${built.join('/')}`
}

test('what is put into a template is what comes out', () => {
  fc.assert(
    fc.property(template, fc.infiniteStream(text), (made, stream) => {
      const values = Object.fromEntries(made.names.map((name) => [name, stream.next().value]))
      const path = build(made, values)
      expect(match(made.source, path)).toEqual(values)
      expect(matchBehindRouter(made.source, `/some/prefix${path}/`)).toEqual(values)
    }),
  )
})

test('whatever is asked for, a match puts the path together again', () => {
  fc.assert(
    fc.property(template, fc.string({ unit: fc.constantFrom(...'/ab-.%2d'.split('')) }), (made, rest) => {
      const path = `/${rest}`
      const params = matchPath(made, path)
      if (params === undefined) return
      const rebuilt = made.segments.map((pieces) =>
        pieces.map((piece) => ('literal' in piece ? piece.literal : params.get(piece.param))).join(''),
      )
      expect(`/${rebuilt.join('/')}`.toLowerCase()).toBe(path.toLowerCase())
      expect([...params.values()].every((value) => value !== '' && !value.includes('/'))).toBe(true)
    }),
  )
})
