import { expect, test } from 'vitest'
import { parseCookies } from '../src/context/cookies.ts'

test.each([
  [undefined, []],
  ['', []],
  ['a=1', [['a', '1']]],
  [
    'a=1; b=2',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    ' a = 1 ;b=2;',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  ['a=1; a=2', [['a', '1']]],
  ['a="quoted"', [['a', 'quoted']]],
  ['a="', [['a', '"']]],
  ['a=x=y', [['a', 'x=y']]],
  ['a=', [['a', '']]],
  ['=1; flag', []],
  ['a=caf%C3%A9', [['a', 'café']]],
  ['a=100%', [['a', '100%']]],
  ['a=%zz', [['a', '%zz']]],
  ['__proto__=1', [['__proto__', '1']]],
])('cookie: %j', (header, expected) => {
  expect([...parseCookies(header)]).toEqual(expected)
})
