import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JSON_LINES, NDJSON } from '../../src/formats/json-lines.ts'
import { overTheWire } from './bytes.ts'
import { asJson, framed, values } from './framed.ts'

/** The reader that everybody writes. Every line is a value; only the last one has to be empty. */
function readLines(body: string): unknown[] {
  const lines = body.split('\n')
  expect(lines.pop()).toBe('')
  return lines.map((line) => JSON.parse(line) as unknown)
}

test('they are named by their media types, which have no parameters', () => {
  expect(JSON_LINES).toMatchObject({ mediaType: 'application/jsonl', contentType: 'application/jsonl' })
  expect(NDJSON).toMatchObject({ mediaType: 'application/x-ndjson', contentType: 'application/x-ndjson' })
})

describe.each([JSON_LINES, NDJSON])('$mediaType', (framing) => {
  test('is a value and a line feed for each item, and nothing else', () => {
    expect(framed(framing, [{ a: 1 }, null, 'x\ny'])).toBe('{"a":1}\nnull\n"x\\ny"\n')
    expect(framed(framing, [])).toBe('')
  })

  test('line by line, JSON.parse gives back every value', () => {
    fc.assert(
      fc.property(values, (items) => {
        expect(readLines(overTheWire(framed(framing, items)))).toEqual(asJson(items))
      }),
    )
  })
})

test('only NDJSON has a heartbeat: a blank line, which its readers may skip', () => {
  expect(JSON_LINES.heartbeat).toBeUndefined()
  expect(framed(NDJSON, [1, 2], true)).toBe('\n1\n\n2\n\n')
})
