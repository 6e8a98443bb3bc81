import { describe, expect, test } from 'vitest'
import { HeadersSentError, InvalidHeaderError } from '../src/contract/errors.ts'
import { HeadBuilder } from '../src/response/head-builder.ts'

/** Header entries as `name: value` lines. */
function lines(head: HeadBuilder, method = 'GET'): string[] {
  const { headers } = head.settle(method, '1.1', false)
  return headers.flatMap(({ name, values }) => values.map((value) => `${name}: ${value}`)).toSorted()
}

const TYPE = 'content-type: application/octet-stream'

describe('H2 setting and appending', () => {
  test('the last value set counts; names are case-insensitive', () => {
    const head = new HeadBuilder()
    head.set('X-A', '1')
    head.set('x-a', 2)
    expect(lines(head)).toEqual([TYPE, 'x-a: 2'])
  })

  test('appended lines stay separate, after those set', () => {
    const head = new HeadBuilder()
    head.set('set-cookie', ['a=1', 'b=2'])
    head.append('Set-Cookie', 'c=3')
    expect(lines(head)).toEqual([TYPE, 'set-cookie: a=1', 'set-cookie: b=2', 'set-cookie: c=3'])
  })

  test('each entry says how it meets the header of the framework', () => {
    const head = new HeadBuilder()
    head.set('x-set', '1')
    head.append('x-append', '1')
    const { headers } = head.settle('GET', '1.1', false)
    expect(headers.map(({ name, mode }) => [name, mode])).toEqual([
      ['x-set', 'set'],
      ['x-append', 'append'],
      ['content-type', 'default'],
    ])
  })

  test('the list that was given may change afterwards', () => {
    const head = new HeadBuilder()
    const values = ['a']
    head.set('x-a', values)
    values.push('b')
    head.append('x-a', 'c')
    expect(values).toEqual(['a', 'b'])
    expect(lines(head)).toEqual([TYPE, 'x-a: a', 'x-a: c'])
  })

  test('space around a value is trimmed, so that it is the same on every runtime', () => {
    const head = new HeadBuilder()
    head.set('x-a', ' \t1 2\t ')
    head.append('x-a', ' 3 ')
    expect(lines(head)).toEqual([TYPE, 'x-a: 1 2', 'x-a: 3'])
  })

  test('once settled, nothing can be set, and the error says what and what to do', () => {
    const head = new HeadBuilder()
    expect(head.settled).toBe(false)
    head.settle('GET', '1.1', false)
    expect(head.settled).toBe(true)
    expect(() => head.set('x-a', '1')).toThrow(HeadersSentError)
    expect(() => head.append('x-a', '1')).toThrow(
      'Cannot set the header "x-a": the head has been sent. Do it before the first write(), flush() or commit().',
    )
    expect(() => head.setStatus(201)).toThrow('Cannot set the status: the head has been sent.')
  })
})

describe('H4 what HTTP does not allow', () => {
  const badNames = ['', ' ', 'a b', 'a:', 'a\r\nb', 'a\0', 'é', 'a"', 'a(', 5 as unknown as string]
  test.each(badNames)('header name %j', (name) => {
    const head = new HeadBuilder()
    expect(() => head.set(name, 'v')).toThrow(InvalidHeaderError)
    expect(() => head.append(name, 'v')).toThrow('is not a header name: use letters, digits and "-".')
    expect(lines(head)).toEqual([TYPE])
  })

  const badValues = ['a\r', 'a\nb: c', '\0', 'a\u007f', 'a\u0001', 'snow ☃', '\ud83d\ude00', 'a\r\n']
  test.each(badValues)('header value %j', (value) => {
    const head = new HeadBuilder()
    head.set('x-a', 'kept')
    expect(() => head.set('x-a', value)).toThrow(InvalidHeaderError)
    expect(() => head.set('x-a', ['fine', value])).toThrow('The value of header "x-a" holds a character')
    expect(() => head.append('x-a', value)).toThrow(InvalidHeaderError)
    expect(lines(head)).toEqual([TYPE, 'x-a: kept'])
  })

  test('every character of a token, and every visible one of ASCII, is allowed', () => {
    const head = new HeadBuilder()
    head.set("!#$%&'*+-.^_`|~09azAZ", 'a\tb ~!')
    expect(lines(head)).toEqual(["!#$%&'*+-.^_`|~09azaz: a\tb ~!", TYPE])
  })

  const badStatuses = [199, 600, 200.5, Number.NaN, 0, -1, '200' as unknown as number, Infinity]
  test.each(badStatuses)('status %j', (status) => {
    const head = new HeadBuilder()
    head.setStatus(201)
    expect(() => head.setStatus(status)).toThrow(InvalidHeaderError)
    expect(() => head.setStatus(status)).toThrow(
      `A response status is an integer from 200 to 599, not ${String(status)}.`,
    )
    expect(head.status).toBe(201)
  })
})

test.each([undefined, null, {}, true])('%j is no header value', (value) => {
  const head = new HeadBuilder()
  const set = (): void => head.set('x-a', value as never)
  expect(set).toThrow('The value of header "x-a" is a string, a number or an array of strings, not')
})
