import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  encodeComment,
  encodeEvent,
  encodeJsonEvent,
  encodeRetry,
} from '../../src/formats/server-sent-events.ts'
import { cutAt, overTheWire, utf8 } from './bytes.ts'
import { hostileText, longHostileText } from './hostile-text.ts'
import { message, readEvents } from './read-events.ts'
import type { Finding } from './read-events.ts'

interface Piece {
  readonly text: string
  readonly found: readonly Finding[]
}

/** What the format can say in a line: everything but CR, LF, NUL and lone surrogates. */
const lineText = hostileText.map((text) => overTheWire(text).replaceAll(/[\r\n\0]/g, ''))
const name = fc.oneof(
  fc.constantFrom('message', 'tick'),
  lineText.map((text) => `n${text}`),
  lineText.filter((text) => text !== ''),
)
const retry = fc.nat({ max: Number.MAX_SAFE_INTEGER })
/** What comes back in a header. */
const id = lineText.map((text) => text.replaceAll(/\p{Cc}/gu, ''))
const fields = fc.record({ id, retry, comment: hostileText }, { requiredKeys: [] })

function commentsIn(comment: string | undefined): Finding[] {
  if (comment === undefined) return []
  return overTheWire(comment)
    .split(/\r\n|\r|\n/)
    .map((line) => ({ comment: line }))
}

function retriesIn(milliseconds: number | undefined): Finding[] {
  return milliseconds === undefined ? [] : [{ retry: milliseconds }]
}

const jsonEvent = fc.tuple(name, longHostileText, fields).map(([event, value, given]): Piece => {
  const json = JSON.stringify({ value })
  return {
    text: encodeJsonEvent(event, json, given),
    found: [...commentsIn(given.comment), ...retriesIn(given.retry), message(event, json, given.id)],
  }
})

const textEvent = fc.tuple(name, longHostileText, fields).map(([event, anyText, given]): Piece => {
  const data = overTheWire(anyText)
  const received = data.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  return {
    text: encodeEvent(event, data, given),
    found: [...commentsIn(given.comment), ...retriesIn(given.retry), message(event, received, given.id)],
  }
})

const comment = hostileText.map((text): Piece => ({ text: encodeComment(text), found: commentsIn(text) }))
const retryAlone = retry.map((milliseconds): Piece => ({
  text: encodeRetry(milliseconds),
  found: [{ retry: milliseconds }],
}))

test('what a parser reads is what was sent, event after event, wherever the bytes are cut', () => {
  const pieces = fc.array(fc.oneof(jsonEvent, textEvent, comment, retryAlone), { minLength: 1, maxLength: 6 })
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 })
  fc.assert(
    fc.property(pieces, cuts, (sent, places) => {
      const bytes = utf8(sent.map(({ text }) => text).join(''))
      const chunks = cutAt(
        bytes,
        places.map((place) => Math.floor(place * bytes.length)),
      )
      expect(readEvents(chunks)).toEqual(sent.flatMap(({ found }) => found))
    }),
    { numRuns: 500 },
  )
})

test('JSON data comes back as the very value, lone surrogates too', () => {
  fc.assert(
    fc.property(name, longHostileText, (event, value) => {
      const [found] = readEvents([utf8(encodeJsonEvent(event, JSON.stringify(value)))])
      expect(found !== undefined && 'event' in found && JSON.parse(found.event.data)).toBe(value)
    }),
    { numRuns: 500 },
  )
})
