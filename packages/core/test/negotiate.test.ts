import fc from 'fast-check'
import Negotiator from 'negotiator'
import { describe, expect, test } from 'vitest'
import { negotiate } from '../src/operation/negotiate.ts'

const SSE = 'text/event-stream'
const LINES = 'application/jsonl'
const JSON_TYPE = 'application/json'
const OFFERED = [SSE, LINES, JSON_TYPE]

describe('negotiate', () => {
  test.each<[accept: string | undefined, chosen: string | undefined]>([
    // Nothing asked for.
    [undefined, SSE],
    ['', SSE],
    [' , ,', SSE],
    // Ranges.
    ['*/*', SSE],
    ['application/*', LINES],
    [JSON_TYPE, JSON_TYPE],
    ['Application/JSON', JSON_TYPE],
    ['image/*', undefined],
    ['image/png, text/html', undefined],
    // Ties go to what is offered first, whatever the header's order.
    ['application/json, application/jsonl', LINES],
    ['application/json, */*', SSE],
    // Weights.
    ['application/json, */*;q=0.9', JSON_TYPE],
    ['text/event-stream;q=0.1, application/jsonl;q=0.2, application/json;q=0.3', JSON_TYPE],
    ['text/event-stream;q=0.001, application/jsonl;q=0.002', LINES],
    ['text/event-stream ; q=0.5 , application/jsonl\t;\tq=1.000', LINES],
    ['text/event-stream;Q=0.5, application/jsonl', LINES],
    ['application/json;q=.2', JSON_TYPE],
    ['text/event-stream;q=0., application/json;q=1.', JSON_TYPE],
    ['text/event-stream;q="0.5", */*', LINES],
    // The most specific range counts, a weight of 0 forbids.
    ['*/*, text/event-stream;q=0', LINES],
    ['*/*;q=0', undefined],
    ['*/*, application/*;q=0, text/*;q=0', undefined],
    ['*/*;q=0, application/json', JSON_TYPE],
    ['application/*;q=0.9, application/jsonl;q=0.1, */*;q=0.5', JSON_TYPE],
    ['application/jsonl;q=0, application/jsonl;q=0.5', LINES],
    ['text/event-stream;q=0.1;q=1, application/jsonl;q=0.5', LINES],
    // Parameters.
    ['application/json; charset=utf-8', JSON_TYPE],
    ['application/json; Charset="UTF8"', JSON_TYPE],
    ['application/json; charset=iso-8859-1', undefined],
    ['application/json; profile=x', undefined],
    ['application/json; profile=x;q=0.1, application/jsonl;q=0.01', LINES],
    ['application/json;q=0.5;profile=x', undefined],
    ['application/json;;q=0.5; ;', JSON_TYPE],
    // Separators in quoted strings.
    ['application/jsonl;x=",application/json,", application/json', JSON_TYPE],
    ['application/jsonl;x="\\",;", application/json', JSON_TYPE],
    // What is malformed is passed over.
    ['json, application/json', JSON_TYPE],
    ['application/jsonl;q=2, application/json', JSON_TYPE],
    ['application/jsonl;q=-1, application/json', JSON_TYPE],
    ['application/jsonl;q=abc, application/json', JSON_TYPE],
    ['application/jsonl;q=, application/json', JSON_TYPE],
    ['application/jsonl;flag, application/json', JSON_TYPE],
    ['application/jsonl x, application/json', JSON_TYPE],
    ['*/jsonl, application/json', JSON_TYPE],
    ['*, application/json', JSON_TYPE],
    ['/, application/, /json, application/json/, application/json', JSON_TYPE],
    ['application/json, application/jsonl;x="', JSON_TYPE],
    ['nonsense', SSE],
    ['application/json;__proto__=1, application/jsonl;constructor=1', undefined],
    // What clients send: curl, EventSource, a browser, Java.
    ['text/event-stream', SSE],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', SSE],
    ['text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', SSE],
  ])('%j', (accept, chosen) => {
    expect(negotiate(accept, OFFERED)).toBe(chosen)
  })

  test.each([
    ['text/html', 'text/html;level=1'],
    ['text/html;level=1', 'text/html;level=1'],
    ['text/html;level=2', 'text/html;level=2'],
    ['text/html;LEVEL="2"', 'text/html;level=2'],
    ['text/html;level=2, text/html;q=0.5', 'text/html;level=2'],
    ['text/html;level=3', undefined],
    ['text/html;level=1;q=0, text/html', 'text/html;level=2'],
    ['text/html;level=2;version=1;q=0, text/html;level=2', undefined],
    ['text/csv;charset=utf-8', 'text/csv; charset=utf-8'],
  ])('of types with parameters: %j', (accept, chosen) => {
    const offered = ['text/html;level=1', 'text/html;level=2;version=1', 'text/csv; charset=utf-8']
    const expected = chosen === 'text/html;level=2' ? offered[1] : chosen
    expect(negotiate(accept, offered)).toBe(expected)
  })

  test('the table of RFC 9110 section 12.5.1', () => {
    const accept =
      'text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5'
    const ranked = [
      'text/plain;format=flowed',
      'text/plain',
      'image/jpeg',
      'text/plain;format=fixed',
      'text/html',
    ]
    for (let from = 0; from < ranked.length; from++) {
      expect(negotiate(accept, ranked.slice(from).toReversed())).toBe(ranked[from])
    }
  })

  test('nothing offered, nothing chosen', () => {
    expect(negotiate('*/*', [])).toBeUndefined()
    expect(negotiate(undefined, [])).toBeUndefined()
  })
})

// What is deliberately different stays out of these: equal weights, empty headers, malformed members,
// charset=utf-8, ranges of several parameters. See docs/decisions/0007-negotiation.md.
describe('compared with npm negotiator', () => {
  const space = fc.constantFrom('', ' ', '\t')
  const parameter = fc.constantFrom('', ';level=1', ';Level="1"', ';level=2', ';x="a,b;c\\"d"')
  const types = ['text/html', 'text/plain', 'application/json', 'application/jsonl', 'image/png']
  const range = fc.tuple(fc.constantFrom('*/*', 'text/*', 'application/*', ...types, 'TEXT/Html'), parameter)
  const offered = fc.uniqueArray(
    fc.tuple(fc.constantFrom(...types), parameter).map((parts) => parts.join('')),
    { minLength: 1 },
  )
  const header = (weights: fc.Arbitrary<readonly number[]>): fc.Arbitrary<string> =>
    weights.chain((all) =>
      fc
        .tuple(...all.map((weight) => fc.tuple(range, space, fc.constant(weight))))
        .map((members) =>
          members
            .map(
              ([[name, parameters], gap, weight]) =>
                `${gap}${name}${gap}${parameters};${gap}q=${weight / 1_000}`,
            )
            .join(`,`),
        ),
    )
  const oracle = (accept: string): Negotiator => new Negotiator({ headers: { accept } })

  test('with weights that differ, the same is chosen', () => {
    const weights = fc.uniqueArray(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 8 })
    const forbidden = fc.array(fc.constant(0), { maxLength: 3 })
    const accept = header(fc.tuple(weights, forbidden).map(([some, none]) => [...none, ...some]))
    fc.assert(
      fc.property(accept, offered, (value, names) => {
        expect(negotiate(value, names)).toBe(oracle(value).mediaType(names))
      }),
      { numRuns: 2_000 },
    )
  })

  test('with any weights, the same types are acceptable', () => {
    const accept = header(fc.array(fc.constantFrom(0, 1, 500, 1_000), { minLength: 1, maxLength: 8 }))
    fc.assert(
      fc.property(accept, offered, (value, names) => {
        const acceptable = names.filter((name) => negotiate(value, [name]) !== undefined)
        expect(acceptable.toSorted()).toEqual(oracle(value).mediaTypes(names).toSorted())
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('hostile headers', () => {
  test('whatever is in it, something offered or nothing is chosen', () => {
    const pieces = fc.constantFrom(
      '*',
      '/',
      ';',
      ',',
      '=',
      '"',
      '\\',
      'q',
      '0',
      '.',
      ' ',
      'application/json',
      'é',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        expect([...OFFERED, undefined]).toContain(negotiate(parts.join(''), OFFERED))
      }),
    )
  })

  // A megabyte, 64 times what a server lets through: in linear time a moment, in quadratic time hours.
  test.each([
    ',',
    ';',
    '"',
    '\\"',
    '"\\',
    ' ',
    '*/*,',
    'a/b;',
    'a/b;x=1,',
    ';x=1',
    ';x="',
    'a/b;x="\\',
    'a/',
    '=',
    'q=0.',
    'application/json;q=0.5;x="a",',
  ])('a megabyte of %j', { timeout: 5_000 }, (piece) => {
    const accept = `a/b${piece.repeat(1_048_576 / piece.length)}`
    expect([...OFFERED, undefined]).toContain(negotiate(accept, OFFERED))
  })
})
