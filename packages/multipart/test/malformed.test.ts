import { describe, expect, it } from 'vitest'
import {
  bodyOf,
  BOUNDARY,
  CLOSING,
  CountedBody,
  encode,
  field,
  part,
  partsOf,
  pieces,
  readForm,
  refusalOf,
} from './support.ts'

describe('a malformed form', () => {
  const NAMED = 'Content-Disposition: form-data; name="a"'

  it.each([
    ['no boundary', 'multipart/form-data'],
    ['an empty boundary', 'multipart/form-data; boundary=""'],
    ['a boundary past 70 characters', `multipart/form-data; boundary=${'a'.repeat(71)}`],
    ['a boundary that is not ASCII', 'multipart/form-data; boundary="ü"'],
    ['two boundaries', 'multipart/form-data; boundary=a; boundary=b'],
    ['a boundary with an open quote', 'multipart/form-data; boundary="a'],
  ])('%s', async (_, contentType) => {
    const body = bodyOf(CLOSING)
    expect(await refusalOf(400, readForm(body, {}, contentType))).toMatch(/no valid boundary/)
    expect(body.pulls).toBe(0)
  })

  it.each([
    ['no headers', `--${BOUNDARY}\r\n\r\nx\r\n${CLOSING}`, /headers that are not valid/],
    ['no disposition', part('X-A: b', 'x'), /content-disposition/],
    ['another disposition', part('Content-Disposition: attachment; name="a"', 'x'), /content-disposition/],
    ['no name', part('Content-Disposition: form-data; filename="a"', 'x'), /content-disposition/],
    ['two names', part('Content-Disposition: form-data; name="a"; name="b"', 'x'), /content-disposition/],
    ['two dispositions', part(`${NAMED}\r\n${NAMED}`, 'x'), /more than one "content-disposition"/],
    [
      'two types',
      part(`${NAMED}\r\nContent-Type: a/b\r\nContent-Type: c/d`, 'x'),
      /more than one "content-type"/,
    ],
    ['an open quote', part('Content-Disposition: form-data; name="a', 'x'), /content-disposition/],
    ['text after a quote', part('Content-Disposition: form-data; name="a"b', 'x'), /content-disposition/],
    [
      'a NUL in a header',
      part('Content-Disposition: form-data; name="a\0"', 'x'),
      /headers that are not valid/,
    ],
    [
      'a bare CR in a header',
      part('Content-Disposition: form-data; name="a\rb"', 'x'),
      /content-disposition/,
    ],
    [
      'a NUL behind a bare CR',
      part('Content-Disposition: form-data; name="a\rb\0c"', 'x'),
      /content-disposition/,
    ],
    [
      'a bare LF in a header',
      part('Content-Disposition: form-data;\n name="a"', 'x'),
      /headers that are not valid/,
    ],
    [
      'a folded header',
      part('Content-Disposition: form-data;\r\n name="a"', 'x'),
      /headers that are not valid/,
    ],
    [
      'a header name with a space',
      part('Content Disposition: form-data; name="a"', 'x'),
      /headers that are not valid/,
    ],
    ['a bad filename*', part(`${NAMED}; filename*=utf-8''%E0`, 'x'), /filename\*/],
    [
      'a boundary within the headers',
      `--${BOUNDARY}\r\n${NAMED}\r\n${field('b', 'x')}`,
      /headers that are not valid/,
    ],
    ['text after a boundary', `--${BOUNDARY}x\r\n${NAMED}\r\n\r\nx\r\n${CLOSING}`, /followed by neither/],
    ['a boundary that goes on', part(NAMED, `x\r\n--${BOUNDARY}0`), /followed by neither/],
    ['boundaries only', `--${BOUNDARY}\r\n`.repeat(1000), /headers that are not valid/],
    ['something else', '{"not":"a form"}', /ends before its closing boundary/],
    ['nothing', '', /ends before its closing boundary/],
  ])('%s', async (_, form, detail) => {
    const bytes = encode(form + CLOSING.repeat(form.startsWith('--') ? 1 : 0))
    for (const size of [1, 2, 3, 5, 11, 1000]) {
      expect(await refusalOf(400, readForm(new CountedBody(pieces(bytes, size))))).toMatch(detail)
    }
  })

  it('gives the parts before what is malformed, however much comes at once', async () => {
    const next = partsOf(bodyOf(field('a', 'x') + part('X-A: b', 'x')))
    expect(await (await next()).text()).toBe('x')
    expect(await refusalOf(400, next())).toMatch(/content-disposition/)
  })

  it('does not see parts behind the closing boundary', async () => {
    expect(await readForm(bodyOf(field('a', '1') + CLOSING + field('b', '2') + CLOSING))).toHaveLength(1)
  })
})
