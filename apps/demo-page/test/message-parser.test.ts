import { describe, expect, it } from 'vitest'
import type { Message } from '../src/streams/message.ts'
import { messageParser } from '../src/streams/message-parser.ts'

/** The messages of a text that comes in pieces of a size. */
function parse(contentType: string, text: string, size: number): Message[] {
  const parser = messageParser(contentType)
  const messages: Message[] = []
  for (let start = 0; start < text.length; start += size) {
    messages.push(...parser.push(text.slice(start, start + size)))
  }
  return [...messages, ...parser.end()]
}

const EVENTS = [
  ': a comment\nretry: 1000\n\n',
  'id: 1\nevent: tick\ndata: {"left":1}\n\n',
  'data: two\ndata: lines\n\n',
  'event: unfinished\ndata: lost\n',
].join('')

describe('a parser of messages', () => {
  it.each([1, 2, 3, 7, 1_000])('makes events of text in pieces of %i', (size) => {
    expect(parse('text/event-stream; charset=utf-8', EVENTS, size)).toEqual([
      { event: 'tick', id: '1', data: '{"left":1}' },
      { event: 'message', data: 'two\nlines' },
    ])
  })

  it.each([1, 2, 3, 7, 1_000])('makes lines of everything else in pieces of %i', (size) => {
    expect(parse('application/jsonl', '{"a":1}\n\n{"b":"ä"}\nrest', size)).toEqual([
      { data: '{"a":1}' },
      { data: '' },
      { data: '{"b":"ä"}' },
      { data: 'rest' },
    ])
  })

  it('says nothing of what is not complete', () => {
    const parser = messageParser('application/jsonl')
    expect(parser.push('{"a"')).toEqual([])
    expect(parser.push(':1}\n')).toEqual([{ data: '{"a":1}' }])
    expect(parser.end()).toEqual([])
  })
})
