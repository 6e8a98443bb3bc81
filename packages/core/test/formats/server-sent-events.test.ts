import { describe, expect, test } from 'vitest'
import {
  encodeComment,
  encodeEvent,
  encodeJsonEvent,
  encodeRetry,
} from '../../src/formats/server-sent-events.ts'
import { cutAt, everyCut, utf8 } from './bytes.ts'
import { message, readEvents } from './read-events.ts'

describe('the text of an event', () => {
  test('has its lines in one order and ends with a blank one', () => {
    const fields = { retry: 5, comment: 'why', id: '7' }
    const text = ': why\nevent: tick\nid: 7\nretry: 5\ndata: {"left":1}\n\n'
    expect(encodeEvent('tick', '{"left":1}', fields)).toBe(text)
    expect(encodeJsonEvent('tick', '{"left":1}', fields)).toBe(text)
  })

  test.each([undefined, {}, { id: undefined as never, retry: undefined as never }])(
    'has no lines for fields that were not given: %j',
    (fields) => {
      expect(encodeEvent('tick', '1', fields)).toBe('event: tick\ndata: 1\n\n')
      expect(encodeJsonEvent('tick', '1', fields)).toBe('event: tick\ndata: 1\n\n')
    },
  )

  test('leaves the name out when it is the default', () => {
    expect(encodeEvent('message', 'a')).toBe('data: a\n\n')
    expect(encodeJsonEvent('message', '1', { id: '' })).toBe('id: \ndata: 1\n\n')
  })

  test.each([
    ['a\nb', 'data: a\ndata: b\n\n'],
    ['a\rb', 'data: a\ndata: b\n\n'],
    ['a\r\nb', 'data: a\ndata: b\n\n'],
    ['a\n\r\n\rb\n', 'data: a\ndata: \ndata: \ndata: b\ndata: \n\n'],
    ['\n', 'data: \ndata: \n\n'],
    ['', 'data: \n\n'],
  ])('has a data line for each line of %j', (data, text) => {
    expect(encodeEvent('message', data)).toBe(text)
  })

  test('of a retry or a comment alone is whole too', () => {
    expect(encodeRetry(0)).toBe('retry: 0\n\n')
    expect(encodeRetry(Number.MAX_SAFE_INTEGER)).toBe('retry: 9007199254740991\n\n')
    expect(encodeComment('')).toBe(': \n\n')
    expect(encodeComment('a\nb\r\n\rc')).toBe(': a\n: b\n: \n: c\n\n')
  })
})

describe('read by eventsource-parser', () => {
  const stream = [
    encodeRetry(1_000),
    encodeComment('ping\r\nping'),
    encodeEvent('tick', ' a\r\n b\n', { id: 'é😀', comment: 'c', retry: 5 }),
    encodeEvent('message', '\ufeff', { id: ' 1 ' }),
    encodeJsonEvent(' na:me ', '"\u2028 ☃ \\n"', { id: '' }),
    encodeEvent('\ufeff', ''),
  ].join('')
  const expected = [
    { retry: 1_000 },
    { comment: 'ping' },
    { comment: 'ping' },
    { comment: 'c' },
    { retry: 5 },
    message('tick', ' a\n b\n', 'é😀'),
    message('message', '\ufeff', ' 1 '),
    message(' na:me ', '"\u2028 ☃ \\n"', ''),
    message('\ufeff', ''),
  ]

  test('everything arrives as it was given, wherever the bytes are cut', () => {
    for (const chunks of everyCut(utf8(stream))) expect(readEvents(chunks)).toEqual(expected)
  })

  test('a megabyte in one line arrives', () => {
    const data = 'a☃😀\u2028 '.repeat(200_000)
    const json = JSON.stringify(data)
    const bytes = utf8(encodeEvent('raw', data) + encodeJsonEvent('json', json, { id: '1' }))
    const places = Array.from({ length: 100 }, (_, index) => index * 31_337)
    const found = readEvents(cutAt(bytes, places))
    // Compared with ===, because a failure would print megabytes.
    expect(found).toHaveLength(2)
    expect(found.every((finding) => 'event' in finding)).toBe(true)
    const received = found.flatMap((finding) => ('event' in finding ? [finding.event.data] : []))
    expect(received[0] === data).toBe(true)
    expect(received[1] === json).toBe(true)
  })

  test('a megabyte of line breaks arrives', () => {
    const data = 'a\n'.repeat(524_288)
    const [found] = readEvents([utf8(encodeEvent('raw', data))])
    expect(found !== undefined && 'event' in found && found.event.data === data).toBe(true)
  })
})
