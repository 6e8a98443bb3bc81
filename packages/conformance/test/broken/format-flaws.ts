import { type Flaw, withHeaders, withSink, withText } from './flaw.ts'

/** Ways to break the clauses of formats, F1 to F7. What only core could break, its own tests catch. */
export const formatFlaws: readonly Flaw[] = [
  {
    what: 'holds the head back until the first event',
    caughtBy: 'F1.head-first',
    exchange: (exchange) => withSink(exchange, () => ({ flush: () => true })),
  },
  {
    what: 'adds a charset to the type of an event stream',
    caughtBy: 'F1.head',
    exchange: (exchange) =>
      withSink(exchange, (sink) => ({
        open: (head) =>
          sink.open({
            ...head,
            headers: head.headers.map((entry) =>
              entry.name === 'content-type'
                ? { ...entry, values: entry.values.map((value) => `${value}; charset=utf-8`) }
                : entry,
            ),
          }),
      })),
  },
  {
    what: 'normalises line breaks',
    caughtBy: 'F1.hostile-1',
    exchange: (exchange) => withText(exchange, (text) => text.replaceAll('\u2028', '\n')),
  },
  {
    what: 'holds the last line back until there is another',
    caughtBy: 'F2.jsonl-complete',
    exchange: (exchange) => {
      let held: string | Uint8Array = ''
      return withSink(exchange, (sink) => ({
        write: (chunk) => {
          const before = held
          held = chunk
          return before.length === 0 || sink.write(before)
        },
        end: (...args) => {
          if (held.length > 0) sink.write(held)
          sink.end(...args)
        },
      }))
    },
  },
  {
    what: 'drops record separators',
    caughtBy: 'F2.json-seq-complete',
    exchange: (exchange) => withText(exchange, (text) => text.replaceAll('\u001e', '')),
  },
  {
    what: 'swallows failures that nobody awaits',
    caughtBy: 'F3.unheard',
    options: (options) => ({ ...options, onError: () => undefined }),
  },
  {
    what: 'swallows heartbeats',
    caughtBy: 'F4.comment',
    exchange: (exchange) => withText(exchange, (text) => (text.startsWith(':') ? '' : text)),
  },
  {
    what: 'ignores backpressure, so that a write timeout never passes',
    caughtBy: 'F5.write-timeout',
    exchange: (exchange) =>
      withSink(exchange, (sink) => ({ write: (chunk) => (sink.write(chunk), true), flush: () => true })),
  },
  {
    what: 'cuts off what has ended properly',
    caughtBy: 'F5.lifetime-event-stream',
    exchange: (exchange) =>
      withSink(exchange, (sink) => ({
        end: (_last, _done, lastOnConnection) => sink.abort(undefined, lastOnConnection),
      })),
  },
  {
    what: 'swallows the last event of a stream that fails',
    caughtBy: 'F6.event-stream-418',
    exchange: (exchange) => withText(exchange, (text) => (text.includes('event: error') ? '' : text)),
  },
  {
    what: 'ends a stream that has failed cleanly',
    caughtBy: 'F6.jsonl-500',
    exchange: (exchange) =>
      withSink(exchange, (sink) => ({ abort: () => sink.end(undefined, () => undefined, false) })),
  },
  {
    what: 'loses the id that a client gives back',
    caughtBy: 'F7.header',
    exchange: (exchange) =>
      withHeaders(exchange, (name, value) => (name === 'last-event-id' ? undefined : value)),
  },
  {
    what: 'drops what is not ASCII from headers',
    caughtBy: 'F7.utf-8',
    exchange: (exchange) => withHeaders(exchange, (_name, value) => value?.replaceAll(/[^ -~]/g, '')),
  },
]
