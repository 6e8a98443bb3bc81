import { expect, test } from 'vitest'

import { readEvents } from '../src/readers/read-events.ts'
import { blankLines, readLines } from '../src/readers/read-lines.ts'
import { readMessages } from '../src/readers/read-messages.ts'
import { readMultipart } from '../src/readers/read-multipart.ts'
import { readSequence, separators } from '../src/readers/read-sequence.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const multipart = 'multipart/mixed; boundary=b'

test('events come with comments, retries and what is wrong, at any pace', () => {
  const stream = bytes(
    ': hi\nid: 1\nretry: 5\ndata: {"a":"\u6c34"}\n\nevent: x\ndata: 1\ndata: 2\n\nretry: x\n\ndata: cut',
  )
  for (const pace of [1, 2, stream.length]) {
    expect(readEvents(stream, pace)).toEqual({
      events: [
        { event: 'message', id: '1', data: '{"a":"\u6c34"}' },
        { event: 'x', data: '1\n2' },
      ],
      comments: ['hi'],
      retries: [5],
      errors: [expect.stringContaining('retry')],
    })
  }
})

test('a line is a value once it has ended, and a character cut in two is none yet', () => {
  const lines = bytes('{"a":1}\n\n"\u6c34"\n"\u6c34')
  expect(readLines(lines, 'skipped')).toEqual([{ a: 1 }, '\u6c34'])
  expect(readLines(lines.subarray(0, -1), 'skipped')).toEqual([{ a: 1 }, '\u6c34'])
  expect(blankLines(lines)).toBe(1)
  expect(() => readLines(lines, 'refused')).toThrow(SyntaxError)
  expect(() => readLines(Uint8Array.of(0xff, 0x0a), 'refused')).toThrow(TypeError)
})

test('a record is a value once a line feed ends it; separators alone are none', () => {
  const sequence = bytes('\u001e1\n\u001e\u001e\u001e{"a":2}\n\u001e3')
  expect(readSequence(sequence)).toEqual([1, { a: 2 }])
  expect(separators(sequence)).toBe(5)
  expect(readSequence(bytes(''))).toEqual([])
  expect(() => readSequence(bytes('1\n'))).toThrow('before the first separator')
  expect(() => readSequence(bytes('\u001ex\n'))).toThrow(SyntaxError)
})

test('a part is complete once a delimiter follows it', () => {
  const part = '\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n--b'
  expect(readMultipart(multipart, bytes(''))).toEqual({ parts: [], closed: false })
  expect(readMultipart(multipart, bytes(`--b${part}\r\nContent-`))).toEqual({
    parts: [{ headers: ['Content-Type: application/json'], body: '{"a":1}' }],
    closed: false,
  })
  expect(readMultipart(multipart, bytes(`--b${part}--\r\n`))).toMatchObject({ closed: true })
  expect(readMultipart(multipart, bytes('--b--\r\n'))).toEqual({ parts: [], closed: true })
})

test.each([
  ['a preamble', `hello\r\n--b--\r\n`, 'preamble'],
  ['an epilogue', `--b--\r\nbye`, 'epilogue'],
  ['a part without a blank line', `--b\r\nContent-Type: text/plain\r\n--b--\r\n`, 'not a part'],
])('a multipart body with %s is refused', (_what, body, message) => {
  expect(() => readMultipart(multipart, bytes(body))).toThrow(message)
})

test('messages are read by the content type', () => {
  expect(readMessages('text/event-stream', bytes('event: a\ndata: 1\n\n'))).toEqual([{ event: 'a', data: 1 }])
  expect(() => readMessages('text/event-stream', bytes('nonsense: a\n\n'))).toThrow('not an event stream')
  expect(() => readMessages('text/html', bytes(''))).toThrow('text/html')
  expect(() => readMessages(multipart, bytes('--b\r\nX: y\r\n\r\n1\r\n--b--\r\n'))).toThrow('headers')
})
