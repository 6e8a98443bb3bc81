import { expect, it } from 'vitest'
import { isStreaming, StreamText } from '../src/browser/stream-text.ts'

it('keeps the last whole lines', () => {
  const text = new StreamText(10)
  text.append('one\ntwo\n')
  expect(String(text)).toBe('one\ntwo\n')
  text.append('three\n')
  expect(String(text)).toBe('(earlier lines are not shown)\nthree\n')
})

it('keeps the end of a line that is longer than everything', () => {
  const text = new StreamText(4)
  text.append('123456')
  expect(String(text)).toBe('(earlier lines are not shown)\n3456')
})

it.each([
  ['text/event-stream', true],
  ['text/event-stream; charset=utf-8', true],
  ['Application/JSONL', true],
  ['application/x-ndjson', true],
  ['application/json-seq', true],
  ['multipart/mixed;boundary=x', true],
  ['application/json', false],
  ['text/event-streams', false],
  [undefined, false],
])('takes %s for a stream: %s', (contentType, streams) => {
  expect(isStreaming(contentType)).toBe(streams)
})
