import { describe, expect, test } from 'vitest'
import { InvalidArgumentError } from '../src/contract/errors.ts'
import { parsePathTemplate } from '../src/routing/path-template.ts'
import { browserForm } from '../src/routing/wire-form.ts'

test.each<[source: string, segments: unknown[][]]>([
  ['/', [[]]],
  ['/things', [['things']]],
  ['/things/', [['things'], []]],
  ['/things/{id}', [['things'], [{ param: 'id' }]]],
  ['/{a}-{b}.{ext}', [[{ param: 'a' }, '-', { param: 'b' }, '.', { param: 'ext' }]]],
  [
    '/v{_n1}/{id}:cancel',
    [
      ['v', { param: '_n1' }],
      [{ param: 'id' }, ':cancel'],
    ],
  ],
  ["/:a/*/(b)+[!$&',;=@]", [[':a'], ['*'], ["(b)+%5B!$&',;=@%5D"]]],
  ['/café au lait/☃', [['caf%C3%A9%20au%20lait'], ['%E2%98%83']]],
  ['/a"<>^`|\\b', [['a%22%3C%3E%5E%60%7C%5Cb']]],
  ['/a%2fb%25/%7b%7D/%2D', [['a%2Fb%25'], ['%7B%7D'], ['%2D']]],
  ['/a\n\0', [['a%0A%00']]],
  ['/...', [['...']]],
  ['/{a}..', [[{ param: 'a' }, '..']]],
])('%j', (source, segments) => {
  const template = parsePathTemplate(source)
  expect(template.segments).toEqual(
    segments.map((pieces) => pieces.map((piece) => (typeof piece === 'string' ? { literal: piece } : piece))),
  )
  expect(template.source).toBe(source)
})

test('the names come in their order', () => {
  expect(parsePathTemplate('/{z}/{a}-{m}').names).toEqual(['z', 'a', 'm'])
})

describe('what is no template says what to do', () => {
  test.each<[source: string, why: string]>([
    ['', 'a path begins with "/"'],
    ['things', 'write "/things"'],
    ['/a//b', 'nothing between two slashes'],
    ['//', 'nothing between two slashes'],
    ['/things?x', 'ends before "?" and "#": describe the query'],
    ['/things#x', 'write %3F and %23'],
    ['/{id', 'each "{" needs a "}"'],
    ['/id}', 'each "{" needs a "}"'],
    ['/{a/b}', 'each "{" needs a "}" in the same segment'],
    ['/{a{b}}', 'holds no other'],
    ['/{}', 'write {id}'],
    ['/{a}/{b}/{a}', '{a} is there twice'],
    ['/{a}{b}', 'nothing tells where {a} ends'],
    ['/{a-b}', '{a-b} is not the name of a parameter'],
    ['/{1a}', 'use letters, digits and "_"'],
    ['/{id?}', '{id?} is not the name'],
    ['/{id*}', '{id*} is not the name'],
    ['/{id:\\d+}', 'check its value with a schema'],
    ['/{é}', 'is not the name'],
    ['/.', 'clients resolve "."'],
    ['/a/../b', 'clients resolve ".."'],
    ['/%2e%2E', 'clients resolve "%2e%2E"'],
    ['/100%', 'write the character % as %25'],
    ['/%C3', 'is not text in UTF-8'],
    ['/%zz{a}', 'is not text in UTF-8'],
    ['/\ud800', 'is not text in UTF-8'],
  ])('%j', (source, why) => {
    expect(() => parsePathTemplate(source)).toThrow(InvalidArgumentError)
    expect(() => parsePathTemplate(source)).toThrow(`"${source}" is not a path template: `)
    expect(() => parsePathTemplate(source)).toThrow(why)
  })
})

test('browsers leave four characters alone that are encoded here', () => {
  const { pathname } = new URL('http://a/|[]"')
  expect(browserForm('/%7C%5B%5D%22')).toBe(pathname)
  expect(browserForm('/%5E%255B%2F')).toBe('/^%255B%2F')
})
