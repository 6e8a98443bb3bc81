import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JSON_SEQUENCE } from '../../src/formats/json-sequence.ts'
import { utf8 } from './bytes.ts'
import { asJson, framed, values } from './framed.ts'

const RS = 0x1e
const LF = 0x0a

/**
 * Reads bytes by RFC 7464 section 2.1, `input-JSON-sequence = *(1*RS possible-JSON)`. Separators that
 * follow each other are skipped, as its prose says, at the end too. Strict where section 2.4 lets a
 * reader choose: an item without its line feed is cut off, whatever it is.
 */
function readSequence(bytes: Uint8Array): unknown[] {
  const items: unknown[] = []
  let at = 0
  while (at < bytes.length) {
    if (bytes[at] !== RS) throw new Error(`No record separator at byte ${at}`)
    while (bytes[at] === RS) at++
    const next = bytes.indexOf(RS, at)
    const end = next === -1 ? bytes.length : next
    if (end === at) continue
    if (bytes[end - 1] !== LF) throw new Error(`The item at byte ${at} is cut off`)
    // A byte order mark is not JSON (RFC 8259 section 8.1): one that is sent must be seen.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(at, end))
    items.push(JSON.parse(text))
    at = end
  }
  return items
}

test('application/json-seq is a separator, a value and a line feed for each item', () => {
  expect(JSON_SEQUENCE).toMatchObject({
    mediaType: 'application/json-seq',
    contentType: 'application/json-seq',
  })
  expect(framed(JSON_SEQUENCE, [{ a: 1 }, '\u001e'])).toBe('\u001e{"a":1}\n\u001e"\\u001e"\n')
  expect(framed(JSON_SEQUENCE, [])).toBe('')
})

test.each([false, true])('a strict reader gives back every value (heartbeats between: %j)', (heartbeats) => {
  fc.assert(
    fc.property(values, (items) => {
      expect(readSequence(utf8(framed(JSON_SEQUENCE, items, heartbeats)))).toEqual(asJson(items))
    }),
  )
})

test('an item that was cut off is noticed, even a number', () => {
  const bytes = utf8(framed(JSON_SEQUENCE, [1, 23]))
  expect(() => readSequence(bytes.subarray(0, -1))).toThrow('The item at byte 4 is cut off')
})

test('its heartbeat is a separator alone', () => {
  expect(framed(JSON_SEQUENCE, [1, 2], true)).toBe('\u001e\u001e1\n\u001e\u001e2\n\u001e')
})
