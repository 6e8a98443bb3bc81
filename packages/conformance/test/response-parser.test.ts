import { expect, test } from 'vitest'

import { ResponseParser } from '../src/client/http1/response-parser.ts'

/** Parses text given in pieces, and returns what the parser said of the response. */
function parse(
  method: string,
  pieces: readonly string[],
  reset?: boolean,
): { status: number; body: string; end: string } {
  const seen = { status: 0, body: '', end: 'open' }
  const parser = new ResponseParser()
  parser.expect({
    method,
    events: {
      onHead: (head) => (seen.status = head.status),
      onBytes: (bytes) => (seen.body += bytes.toString()),
      onEnd: (kind) => (seen.end = kind),
    },
  })
  for (const piece of pieces) parser.push(Buffer.from(piece))
  if (reset !== undefined) parser.finish(reset, 'over')
  return seen
}

const chunked =
  'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\nA\r\n0123456789\r\n0\r\n\r\n'

test('reads chunks, however they are cut', () => {
  const expected = { status: 200, body: 'hello0123456789', end: 'clean' }
  expect(parse('GET', [chunked])).toEqual(expected)
  expect(parse('GET', Array.from(chunked))).toEqual(expected)
})

test.each([
  ['a declared length', ['HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi'], undefined, 'clean'],
  ['no body', ['HTTP/1.1 204 No Content\r\n\r\n'], undefined, 'clean'],
  ['a body that the close ends', ['HTTP/1.0 200 OK\r\n\r\nhi'], false, 'clean'],
  ['a body that a reset ends', ['HTTP/1.0 200 OK\r\n\r\nhi'], true, 'reset'],
  [
    'a missing terminator',
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhi\r\n'],
    false,
    'truncated',
  ],
  ['a missing byte', ['HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nhi'], false, 'truncated'],
  [
    'an interim response',
    ['HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'],
    undefined,
    'clean',
  ],
] as const)('tells the end of %s', (_what, pieces, reset, end) => {
  expect(parse('GET', pieces, reset).end).toBe(end)
})

test.each([
  ['a bare line feed in the head', 'HTTP/1.1 200 OK\nx: y\r\n\r\n'],
  ['a space before the colon', 'HTTP/1.1 200 OK\r\nx : y\r\n\r\n'],
  ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 1\r\n\r\n'],
  ['length and chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n'],
  ['a chunk longer than its size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nhi\r\n'],
  ['bytes after the response', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'],
])('refuses %s', (_what, text) => {
  expect(() => parse('GET', [text])).toThrow()
})
