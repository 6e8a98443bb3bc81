import { describe, expect, it } from 'vitest'
import {
  bodyOf,
  BOUNDARY,
  CLOSING,
  CountedBody,
  encode,
  endlessBody,
  field,
  OPEN_FIELD,
  partsOf,
  pieces,
  readForm,
  readNames,
  refusalOf,
} from './support.ts'

describe('limits', () => {
  it('maxParts is 1,000 unless set', async () => {
    expect(await readNames(bodyOf(field('a', '').repeat(1000) + CLOSING))).toHaveLength(1000)
    expect(await refusalOf(413, readNames(bodyOf(field('a', '').repeat(1001) + CLOSING)))).toMatch(
      /1000 parts/,
    )
    expect(
      await refusalOf(413, readNames(bodyOf(field('a', '').repeat(3) + CLOSING), { maxParts: 2 })),
    ).toMatch(/2 parts/)
    expect(await readNames(bodyOf(CLOSING), { maxParts: 0 })).toEqual([])
  })

  it('stops reading endless parts', async () => {
    const body = endlessBody('', field('a', 'b'))
    expect(await refusalOf(413, readNames(body))).toMatch(/1000 parts/)
    expect(body).toMatchObject({ pulls: 1001 + 1, returned: true })
  })

  it('maxPartBytes bounds the content of each part, read or skipped', async () => {
    const form = field('a', 'x'.repeat(50)) + field('b', 'x'.repeat(50)) + CLOSING
    expect(await readNames(bodyOf(form), { maxPartBytes: 50 })).toEqual(['a', 'b'])
    expect(await refusalOf(413, readNames(bodyOf(form), { maxPartBytes: 49 }))).toMatch(
      /longer than the 49 bytes/,
    )
    const cut = readForm(new CountedBody(pieces(encode(form), 3)), { maxPartBytes: 49 })
    expect(await refusalOf(413, cut)).toMatch(/49 bytes/)
  })

  it('maxFieldBytes bounds text() only, and the rest of the form stays readable', async () => {
    const form = field('a', 'x'.repeat(11)) + field('b', 'x'.repeat(10)) + CLOSING
    const next = partsOf(bodyOf(form), { maxFieldBytes: 10 })
    expect(await refusalOf(413, (await next()).text())).toMatch(/longer than the 10 bytes/)
    expect(await (await next()).text()).toBe('x'.repeat(10))
    expect(await readForm(bodyOf(form), { maxFieldBytes: 10 })).toHaveLength(2)
  })

  it('maxFieldBytes is 1 MiB unless set, and endless text is not collected', async () => {
    const body = endlessBody(OPEN_FIELD, 'x'.repeat(65_536))
    const endless = await partsOf(body)()
    expect(await refusalOf(413, endless.text())).toMatch(/1048576 bytes/)
    expect(body.pulls).toBe(1 + 17)
  })

  it.each([
    ['a header without end', `--${BOUNDARY}\r\nX-A: `, 'a'.repeat(1000)],
    ['a header name without end', `--${BOUNDARY}\r\n`, 'a'.repeat(1000)],
    ['spaces without end', `--${BOUNDARY}\r\nX-A: `, ' '.repeat(1000)],
    ['headers without end', `--${BOUNDARY}\r\n`, 'A: b\r\n'.repeat(100)],
    ['line breaks without end', `--${BOUNDARY}\r\nX-A: b`, '\r'.repeat(1000)],
    ['bytes without end, one by one', `--${BOUNDARY}\r\nX-A: `, 'a'],
  ])('%s', async (_, start, chunk) => {
    const body = endlessBody(start, chunk)
    expect(await refusalOf(413, readForm(body))).toMatch(/headers or 16 KiB/)
    expect(body.pulls * chunk.length).toBeLessThan(20 * 1024)
    expect(body.returned).toBe(true)
  })

  it.each([
    ['a preamble without end', '', 'x'.repeat(1000)],
    ['a preamble of line breaks without end', '', '\r\n'.repeat(500)],
    ['an epilogue without end', CLOSING, 'x'.repeat(1000)],
  ])('%s', async (_, start, chunk) => {
    const body = endlessBody(start, chunk)
    expect(await refusalOf(400, readForm(body))).toMatch(/65536 bytes outside its parts/)
    expect(body).toMatchObject({ pulls: 67, returned: true })
  })
})
