import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { toYaml } from '../../src/openapi/yaml.ts'

/** Text that YAML, one version of it or the other, could take for something else. */
const ODD = [
  ...[
    '',
    ' ',
    '  x',
    'x ',
    'yes',
    'No',
    'ON',
    'off',
    'y',
    'N',
    'null',
    'Null',
    '~',
    'true',
    'FALSE',
    '.inf',
    '.NaN',
  ],
  ...['0x1', '0o7', '017', '0b1', '1_000', '1e3', '1.5', '-1', '+1', '.5', '1:30', '190:20:30', '2001-12-14'],
  ...[
    '2001-12-14t21:59:43.10-05:00',
    '<<',
    '=',
    '- a',
    '-',
    '---',
    '...',
    '--- a',
    'a: b',
    'a:',
    ':a',
    'a:b',
    '#',
  ],
  ...[
    'a #b',
    'a#b',
    '? a',
    '?',
    '! a',
    '!tag',
    '&a',
    '*a',
    '@a',
    '`a',
    '%a',
    '|',
    '>',
    '[a]',
    '{a}',
    'a, b',
    ',',
  ],
  ...[
    '"a"',
    "'a'",
    "it's",
    '\\',
    'a\\n',
    '\n',
    '\n\n',
    'a\n',
    'a\n\n',
    'a\nb',
    'a\nb\n',
    '\na',
    ' a\nb',
    'a\n b',
  ],
  ...[
    'a\n\nb',
    'a\n \nb',
    'a\n  \n',
    'a  \nb',
    'a\tb\nc',
    '\ta\nb',
    'a\n\tb',
    'a\n# b',
    'a\n---\nb',
    'a\n...\nb',
  ],
  ...[
    'a\rb',
    'a\r\nb',
    '\t',
    'a\tb',
    '\0',
    '\x07',
    '\x1b',
    '\x7f',
    '\x80',
    '\x85',
    'a\x85b',
    '\xa0',
    '\u2028',
  ],
  ...[
    'a\u2028b',
    'a\u2029\nb',
    '\ufeff',
    'a\ufeff',
    '\ufffe',
    '\uffff',
    '\ud800',
    '\udfff',
    'a\ud83d',
    '\ude00\ud83d',
  ],
  ...[
    '😀',
    'a 😀\nb',
    'é',
    'é: è',
    '日本',
    '$ref',
    '/a/{b}',
    '200',
    '1.0.0',
    'text/event-stream',
    '__proto__',
  ],
  'x'.repeat(2_000),
  '"'.repeat(1_500),
  `${'line\n'.repeat(200)}end`,
]

const text = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(' ', '\n', '\t', 'a', ':', '#', '-', '\r', '\x85', '\ud800', '\udc00', '0', '?'),
  }),
  fc.array(fc.constantFrom(...ODD)).map((parts) => parts.join('\n')),
)

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.integer(),
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
})).value

describe('what an independent parser reads back', () => {
  const versions = ['1.2', '1.1'] as const

  for (const version of versions) {
    it(`is any JSON value that was written, in YAML ${version}`, () => {
      fc.assert(
        fc.property(json, (value) => {
          // What JSON makes of it, so that prototypes are alike.
          expect(parse(toYaml(value), { version })).toEqual(JSON.parse(JSON.stringify(value)))
        }),
        { numRuns: 2_000 },
      )
    })

    it(`is every odd string, as value, as key, in lists, in YAML ${version}`, () => {
      for (const odd of ODD) {
        expect(parse(toYaml(odd), { version })).toBe(odd)
        for (const value of [{ [odd]: 1, z: { [odd]: odd } }, [odd, [odd], [{ [odd]: [] }]]]) {
          const plain: unknown = JSON.parse(JSON.stringify(value))
          expect(parse(toYaml(value), { version })).toEqual(plain)
        }
      }
    })
  }
})

describe('how it looks', () => {
  it('is block style, plain where it can be', () => {
    const value = {
      openapi: '3.2.0',
      summary: 'Count down, one tick a second',
      '/things/{id}': { responses: { 200: { $ref: '#/components/x' } } },
      tags: ['a', 'no', { name: 'b', deep: [[1, 2], []] }],
      none: {},
      big: 1e21,
    }
    expect(toYaml(value)).toBe(
      [
        'openapi: "3.2.0"',
        'summary: Count down, one tick a second',
        '/things/{id}:',
        '  responses:',
        '    "200":',
        '      $ref: "#/components/x"',
        'tags:',
        '  - a',
        '  - "no"',
        '  - name: b',
        '    deep:',
        '      - - 1',
        '        - 2',
        '      - []',
        'none: {}',
        'big: 1.0e+21',
        '',
      ].join('\n'),
    )
  })

  it('has literal blocks for text of several lines, and no spaces at the end of a line', () => {
    expect(toYaml({ a: 'One.\n\nTwo:\n  - three\n', b: ['x\ny'] })).toBe(
      'a: |\n  One.\n\n  Two:\n    - three\nb:\n  - |-\n    x\n    y\n',
    )
  })
})

it('leaves out what JSON leaves out, and refuses what is nothing in JSON', () => {
  expect(toYaml({ a: undefined, b: 1 })).toBe('b: 1\n')
  expect(() => toYaml(undefined)).toThrow(TypeError)
})

it('escapes in quotes what YAML 1.1 takes for a line break, and what is not printable', () => {
  const odd = 'a\x7f\x80\x85\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800'
  expect(toYaml(odd)).toBe('"a\\u007f\\u0080\\u0085\\u00a0\\u2028\\u2029\\ufeff\\ufffe\\uffff\\ud800"\n')
})
