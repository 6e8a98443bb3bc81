import fc from 'fast-check'
import { make } from 'multipasta'
import { describe, expect, test } from 'vitest'
import type { ItemFraming } from '../../src/formats/item-framing.ts'
import { multipartMixed } from '../../src/formats/multipart-mixed.ts'
import { utf8 } from './bytes.ts'
import { asJson, framed, values } from './framed.ts'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads with multipasta, piece by piece as they are sent. (Version 0.2.8 trips over a chunk that ends
 * between the two hyphens of the close delimiter, so that the pieces are not cut further.)
 */
function readParts(framing: ItemFraming, items: readonly unknown[]): unknown[] {
  const received: unknown[] = []
  let done = false
  const parser = make({
    headers: { 'content-type': framing.contentType },
    maxFieldSize: Infinity,
    onField(info, value) {
      expect(info.contentType).toBe('application/json')
      received.push(JSON.parse(decoder.decode(value)))
    },
    onFile: () => () => expect.unreachable('a part without a file name is no file'),
    onError: (error) => expect.unreachable(JSON.stringify(error)),
    onDone: () => (done = true),
  })
  parser.write(utf8(framing.start))
  for (const item of items) parser.write(utf8(framing.frame(JSON.stringify(item))))
  parser.write(utf8(framing.end))
  parser.end()
  expect(done).toBe(true)
  return received
}

/**
 * The grammar of RFC 2046 section 5.1.1 without preamble and epilogue: what is not exactly that throws.
 * Returns header and body of each part whose delimiter has arrived, and whether the stream is closed.
 */
function readStrictly(boundary: string, body: string): { parts: string[][]; closed: boolean } {
  const [first, ...rest] = body.split(`--${boundary}`)
  expect(first).toBe('')
  const tail = rest.pop() ?? ''
  expect(['', '--\r\n']).toContain(tail)
  const parts = rest.map((part) => {
    expect(part.startsWith('\r\n')).toBe(true)
    expect(part.endsWith('\r\n')).toBe(true)
    const blank = part.indexOf('\r\n\r\n')
    return [part.slice(2, blank), part.slice(blank + 4, -2)]
  })
  return { parts, closed: tail !== '' }
}

function boundaryOf(contentType: string): string {
  const [, boundary] = /^multipart\/mixed; boundary=([\dA-Za-z]{1,70})$/.exec(contentType) ?? []
  return boundary ?? expect.unreachable(contentType)
}

describe('multipart/mixed', () => {
  test('is, byte for byte, what RFC 2046 says', () => {
    const framing = multipartMixed()
    const b = boundaryOf(framing.contentType)
    expect(framing).toMatchObject({ mediaType: 'multipart/mixed', heartbeat: undefined })
    expect(framed(framing, [{ a: 1 }, 2])).toBe(
      `--${b}\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n--${b}\r\nContent-Type: application/json\r\n\r\n2\r\n--${b}--\r\n`,
    )
    expect(framed(framing, [])).toBe(`--${b}--\r\n`)
  })

  test('has a boundary of its own for each stream', () => {
    const boundaries = Array.from({ length: 100 }, () => boundaryOf(multipartMixed().contentType))
    expect(new Set(boundaries).size).toBe(100)
  })

  test('has each part complete as soon as it is sent, and is closed only by its end', () => {
    const framing = multipartMixed()
    const boundary = boundaryOf(framing.contentType)
    let body = framing.start
    const expected: string[][] = []
    for (const json of ['1', '-1', '"two"', '{"three":3}']) {
      body += framing.frame(json)
      expected.push(['Content-Type: application/json', json])
      expect(readStrictly(boundary, body)).toEqual({ parts: expected, closed: false })
    }
    expect(readStrictly(boundary, body + framing.end)).toEqual({ parts: expected, closed: true })
  })

  test('survives its own delimiters as data', () => {
    const framing = multipartMixed()
    const boundary = boundaryOf(framing.contentType)
    const delimiter = `\r\n--${boundary}`
    const items = [delimiter, { [`${delimiter}--\r\n`]: [-1, `${framing.start}--`] }, '😀', -1]
    expect(readParts(framing, items)).toEqual(items)
  })

  test('multipasta gives back every value', () => {
    fc.assert(
      fc.property(values, (items) => {
        expect(readParts(multipartMixed(), items)).toEqual(asJson(items))
      }),
    )
  })
})
