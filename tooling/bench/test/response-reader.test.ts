import { describe, expect, test } from 'vitest'
import { ResponseReader } from '../src/wire/response-reader.ts'

interface Read {
  readonly status: number
  readonly body: string
  readonly ended: boolean
}

/** Feeds bytes in pieces of one size, and says what was read. */
function read(wire: string, size: number, closed = false): Read[] {
  const responses: { status: number; body: string; ended: boolean }[] = []
  const reader = new ResponseReader({
    head: (status) => responses.push({ status, body: '', ended: false }),
    body: (data, from, to) => {
      responses.at(-1)!.body += data.toString('latin1', from, to)
    },
    end: () => {
      responses.at(-1)!.ended = true
    },
  })
  const bytes = Buffer.from(wire, 'latin1')
  for (let at = 0; at < bytes.length; at += size) reader.feed(bytes.subarray(at, at + size))
  if (closed) reader.closed()
  return responses
}

const CHUNKED =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1A;name=value\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n'
const SIZED = 'HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nnever'
const TRAILED = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nx-sum: 1\r\n\r\n'
const EMPTY = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'
const NO_CONTENT = 'HTTP/1.1 204 No Content\r\n\r\n'

describe.each([1, 2, 3, 7, 1_000])('in pieces of %i bytes', (size) => {
  test('chunked bodies come without their framing', () => {
    expect(read(CHUNKED, size)).toEqual([
      { status: 200, body: 'helloabcdefghijklmnopqrstuvwxyz', ended: true },
    ])
  })

  test('responses follow each other on a connection', () => {
    expect(read(CHUNKED + SIZED + TRAILED + EMPTY + NO_CONTENT + SIZED, size)).toEqual([
      { status: 200, body: 'helloabcdefghijklmnopqrstuvwxyz', ended: true },
      { status: 404, body: 'never', ended: true },
      { status: 200, body: 'abc', ended: true },
      { status: 200, body: '', ended: true },
      { status: 204, body: '', ended: true },
      { status: 404, body: 'never', ended: true },
    ])
  })

  test('a body without a length ends with the connection', () => {
    expect(read('HTTP/1.1 200 OK\r\n\r\nto the end', size, true)).toEqual([
      { status: 200, body: 'to the end', ended: true },
    ])
  })

  test('a body that is cut off is a failure', () => {
    expect(() => read(CHUNKED.slice(0, -2), size, true)).toThrow('in the middle of a response')
    expect(() => read(SIZED.slice(0, -1), size, true)).toThrow('in the middle of a response')
    expect(() => read(SIZED.slice(0, 10), size, true)).toThrow('in the middle of a response')
    expect(read(SIZED, size, true)[0]?.ended).toBe(true)
  })

  test('what is not HTTP is a failure', () => {
    expect(() => read('SSH-2.0\r\n\r\n', size)).toThrow('no HTTP response')
    expect(() => read(CHUNKED.replace('\r\n5\r\n', '\r\n4\r\n'), size)).toThrow('longer than its size')
    expect(() => read(CHUNKED.replace('\r\n5\r\n', '\r\nx\r\n'), size)).toThrow('no digit')
    expect(() => read(CHUNKED.replace('\r\n5\r\n', '\r\n\r\n'), size)).toThrow('no size')
  })
})
