import { createParser } from 'eventsource-parser'
import type { Message } from './message.ts'

/** Makes messages of text that comes in pieces. */
export interface MessageParser {
  /** Those that are complete. */
  push(text: string): Message[]
  /** What is left when no more comes. */
  end(): Message[]
}

/** The parser for a content type: events of `text/event-stream`, lines of everything else. */
export function messageParser(contentType: string): MessageParser {
  return contentType.startsWith('text/event-stream') ? eventParser() : lineParser()
}

function eventParser(): MessageParser {
  let complete: Message[] = []
  const parser = createParser({
    onEvent: ({ event = 'message', id, data }) =>
      complete.push({ event, data, ...(id === undefined ? {} : { id }) }),
  })
  return {
    push: (text) => {
      parser.feed(text)
      const messages = complete
      complete = []
      return messages
    },
    // Half an event is none (WHATWG HTML, section 9.2.6).
    end: () => [],
  }
}

function lineParser(): MessageParser {
  let rest = ''
  return {
    push: (text) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      return lines.map((data) => ({ data }))
    },
    end: () => (rest === '' ? [] : [{ data: rest }]),
  }
}
