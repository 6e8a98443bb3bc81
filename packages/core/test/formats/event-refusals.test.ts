import { describe, expect, test } from 'vitest'
import { InvalidEventError } from '../../src/contract/errors.ts'
import { eventObject } from '../../src/formats/event-object.ts'
import {
  encodeComment,
  encodeEvent,
  encodeJsonEvent,
  encodeRetry,
} from '../../src/formats/server-sent-events.ts'
import { utf8 } from './bytes.ts'
import { message, readEvents } from './read-events.ts'

type Arguments = Parameters<typeof encodeEvent>

/** A call that the types forbid, as it can still come from JavaScript. */
function untyped(...args: readonly unknown[]): Arguments {
  return args as unknown as Arguments
}

const UNSENDABLE = [
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\ud83d',
  '\ude00',
  'x\nevent: evil',
  'a\r\n\r\ndata: evil',
  'a\0b',
]

describe.each([
  ['encodeEvent', encodeEvent],
  ['encodeJsonEvent', encodeJsonEvent],
  ['eventObject', eventObject],
])('%s refuses', (_, encode) => {
  function refused(args: Arguments, saying: string): void {
    expect(() => encode(...args)).toThrow(InvalidEventError)
    expect(() => encode(...args)).toThrow(saying)
  }

  test.each(UNSENDABLE)('the name %j', (text) => {
    refused([text, '1'], `${JSON.stringify(text)} cannot be an event name, because it holds a line break`)
    refused([text, '1', { id: '1' }], 'put such text into the data.')
  })

  test('an empty name', () => {
    refused(['', '1'], 'An event name is not empty: give the event one, or use "message".')
  })

  test.each([...UNSENDABLE, '\x01', '\t', '\x7f'])('the id %j', (id) => {
    refused(['tick', '1', { id }], 'The id of this "tick" event holds a line break, another control')
  })

  test.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53, -0.1])('the retry %d', (retry) => {
    refused(['tick', '1', { retry }], `retry is a whole number of milliseconds, 0 or more, not ${retry}:`)
  })

  test.each([
    ['name', untyped(undefined, '1'), 'The name of an event is a string, not of type undefined'],
    ['name', untyped(null, '1'), 'The name of an event is a string, not of type object'],
    ['name', untyped(['tick'], '1'), 'The name of an event is a string, not of type object'],
    ['data', untyped('tick', undefined), 'not of type undefined: convert it with JSON.stringify().'],
    ['data', untyped('tick', { left: 1 }), 'The data of an event is a string, not of type object'],
    ['id', untyped('tick', '1', { id: 1 }), 'not of type number: convert it with String().'],
    ['id', untyped('tick', '1', { id: null }), 'The id of an event is a string, not of type object'],
    ['retry', untyped('tick', '1', { retry: '5' }), '0 or more, not of type string: round it'],
    ['retry', untyped('tick', '1', { retry: 5n }), '0 or more, not of type bigint: round it'],
    ['comment', untyped('tick', '1', { comment: {} }), 'The comment of an event is a string, not'],
  ])('a %s of another type', (_part, args, saying) => {
    refused(args, saying)
  })
})

test('what is allowed is allowed: an empty id, a retry of nought, whole surrogate pairs', () => {
  const fields = { id: '', retry: -0 }
  expect(encodeEvent('😀', '1', fields)).toBe('event: 😀\nid: \nretry: 0\ndata: 1\n\n')
  expect(eventObject('😀', '1', fields)).toBe('{"event":"😀","data":1,"id":"","retry":0}')
  expect(encodeEvent('a', '😀', { id: '😀😀' })).toBe('event: a\nid: 😀😀\ndata: 😀\n\n')
})

test.each(['\ud83d', 'a\ude00\ud83d', '\ud83d\n\ude00', '😀\ud83d'])('text data %j is refused', (data) => {
  expect(() => encodeEvent('raw', data)).toThrow(InvalidEventError)
  expect(() => encodeEvent('raw', data)).toThrow('send it as JSON, or use toWellFormed().')
})

test('a comment or retry alone is checked too', () => {
  expect(() => encodeComment(undefined as never)).toThrow('The comment of an event is a string, not of type')
  expect(() => encodeRetry(1.5)).toThrow('retry is a whole number of milliseconds, 0 or more, not 1.5')
  expect(() => encodeRetry('1\ndata: evil' as never)).toThrow(InvalidEventError)
})

describe('nothing is injected', () => {
  const attempts = [
    'a\n\ndata: evil',
    '\r\rdata: evil\r\r',
    'a\r\ndata: evil\r\n\r\n',
    '\0\ndata: evil\n\n',
    '\ud83d\n\n',
  ]

  test.each(attempts)('by the comment %j', (comment) => {
    const text = encodeComment(comment) + encodeEvent('good', '1', { comment })
    const found = readEvents([utf8(text)])
    expect(found.filter((finding) => !('comment' in finding))).toEqual([message('good', '1')])
  })

  test.each(['a\n\nevent: evil\ndata: evil\n\n', '\r\rid: 1\r\r', '\n:\n'])('by the data %j', (data) => {
    const received = data.replaceAll('\r', '\n')
    expect(readEvents([utf8(encodeEvent('good', data))])).toEqual([message('good', received)])
  })

  test('by fields that change while they are read', () => {
    let reads = 0
    const fields = {
      get id(): string {
        return reads++ === 0 ? 'good' : 'x\n\ndata: evil'
      },
    }
    expect(readEvents([utf8(encodeEvent('good', '1', fields))])).toEqual([message('good', '1', 'good')])
  })
})
