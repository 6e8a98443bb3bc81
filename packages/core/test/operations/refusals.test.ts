import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { InvalidArgumentError, InvalidEventError } from '../../src/contract/errors.ts'
import { eventStream } from '../../src/formats/event-stream.ts'
import { jsonLines } from '../../src/formats/json-lines-response.ts'
import { operation, type Operation } from '../../src/operation/operation.ts'
import { settled } from '../fake-exchange.ts'
import { accepting, EVENTS, type Send, serveOperation, startTicks } from './serve-operation.ts'

/** Lets what nobody has awaited be noticed: that is a timer of 0 ms. */
const nextTurns = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 5))

/** A `send` without its types, as JavaScript calls it. */
type Untyped = ((...args: unknown[]) => Promise<void>) &
  Record<'comment' | 'retry', (x: unknown) => Promise<void>>
const untyped = (send: unknown): Untyped => send as Untyped

const circle: { self?: unknown } = {}
circle.self = circle

const REFUSED: [string, (send: Untyped) => Promise<void>, string | RegExp][] = [
  ['an unknown name', (send) => send('tock', { n: 1 }), 'has no event "tock": it has tick, message, ping.'],
  ['a name of every object', (send) => send('constructor', {}), 'has no event "constructor"'],
  ['the name error', (send) => send('error', {}), 'has no event "error"'],
  ['no name', (send) => send(undefined, { n: 1 }), 'has no event undefined'],
  ['a symbol for a name', (send) => send(Symbol('tick'), { n: 1 }), 'has no event'],
  ['data of another type', (send) => send('tick', { n: '1' }), 'The data of event "tick" does not match'],
  ['no data', (send) => send('tick'), 'does not match'],
  [
    'an id with a line break',
    (send) => send('tick', { n: 1 }, { id: '1\ndata: evil' }),
    'The id of this "tick"',
  ],
  ['an id that is a number', (send) => send('tick', { n: 1 }, { id: 1 }), 'not of type number'],
  ['a negative retry', (send) => send('tick', { n: 1 }, { retry: -1 }), 'not -1'],
  ['a fractional retry', (send) => send('tick', { n: 1 }, { retry: 0.5 }), 'not 0.5'],
  ['a comment that is no text', (send) => send('tick', { n: 1 }, { comment: 1 }), 'not of type number'],
  ['a comment alone that is no text', (send) => send.comment({}), 'not of type object'],
  ['a retry alone that is no number', (send) => send.retry('1'), 'not of type string'],
]

const FORMATS = [
  'text/event-stream',
  'application/jsonl',
  'application/x-ndjson',
  'application/json-seq',
  'multipart/mixed',
]

describe.each(FORMATS)('F3 in %s', (accept) => {
  test.each(REFUSED)('%s is refused when awaited, and onError hears nothing', async (_name, call, saying) => {
    const { send, sink, errors, finish, over } = await startTicks({}, accepting(accept))
    const before = sink.text
    await expect(call(untyped(send))).rejects.toThrow(InvalidEventError)
    await expect(call(untyped(send))).rejects.toThrow(saying)
    await nextTurns()
    expect(sink.text, 'not a byte was written').toBe(before)
    expect(errors).toEqual([])
    await send('tick', { n: 7 })
    await settled()
    expect(sink.text.slice(before.length)).toContain('{"n":7}')
    finish()
    await over
    expect([sink.outcome, errors]).toEqual(['end', []])
  })

  test.each(REFUSED)('%s is reported once when nobody awaits it', async (_name, call, saying) => {
    const { send, sink, errors, finish, over } = await startTicks({}, accepting(accept))
    const before = sink.text
    void call(untyped(send))
    await nextTurns()
    expect(errors).toEqual([expect.any(InvalidEventError)])
    expect((errors[0] as Error).message).toMatch(saying)
    expect(sink.text).toBe(before)
    finish()
    await over
    expect([sink.outcome, errors.length]).toEqual(['end', 1])
  })
})

describe('F3 what else send() may be given', () => {
  test.each([
    ['null for fields', (send: Untyped) => send('message', 'a', null)],
    [
      'a name that cannot be a string',
      (send: Untyped) => send({ toString: () => expect.unreachable() }, 'a'),
    ],
    [
      'fields that throw',
      (send: Untyped) =>
        send('message', 'a', {
          get id() {
            throw new Error('no id')
          },
        }),
    ],
  ])('never makes it throw: %s', async (_name, call) => {
    const { send, sink } = await startTicks()
    const sent = call(untyped(send))
    await expect(sent).rejects.toThrow(Error)
    expect(sink.text).toBe('')
  })

  test('data that JSON cannot say, where the schema lets it through', async () => {
    const seen: unknown[] = []
    const events = { any: z.any(), big: z.any().transform(() => 1n) }
    const served = serveOperation(
      operation({
        id: 'any',
        method: 'GET',
        path: '/',
        response: eventStream(events as unknown as { any: z.ZodUnknown }),
        async handler(_ctx, _input, send) {
          for (const data of [undefined, () => 1, Symbol('a'), 1n, circle])
            await send('any', data).catch((error: unknown) => seen.push(error))
          await untyped(send)('big', 1).catch((error: unknown) => seen.push(error))
          await send('any', { undefined })
        },
      }),
    )
    await served.over
    expect(seen).toEqual(Array.from({ length: 6 }, () => expect.any(InvalidEventError)))
    expect(served.sink.text).toBe('event: any\ndata: {}\n\n')
    expect(served.errors).toEqual([])
  })

  test('a schema that throws, and one that is asynchronous', async () => {
    const broken = new Error('broken schema')
    const thrower = z.string().transform((): string => {
      throw broken
    })
    const slow = z.string().transform(async (text) => text)
    const seen: unknown[] = []
    const served = serveOperation(
      operation({
        id: 'any',
        method: 'GET',
        path: '/',
        response: eventStream({ thrower, slow }),
        async handler(_ctx, _input, send) {
          await send('thrower', 'a').catch((error: unknown) => seen.push(error))
          await send('slow', 'a').catch((error: unknown) => seen.push(error))
        },
      }),
    )
    await served.over
    expect(seen[1]).toBeInstanceOf(InvalidArgumentError)
    expect(served.sink.text).toBe('')
    expect(served.errors).toEqual([])
  })

  test('what a schema makes of data is what is sent', async () => {
    const served = serveOperation(
      operation({
        id: 'made',
        method: 'GET',
        path: '/',
        response: eventStream({ made: z.object({ at: z.date().transform(String).default('never') }) }),
        handler: (_ctx, _input, send) => send('made', {}),
      }),
    )
    await served.over
    expect(served.sink.text).toBe('event: made\ndata: {"at":"never"}\n\n')
  })

  test('validate: false sends data as it is', async () => {
    const served = serveOperation(
      operation({
        id: 'raw',
        method: 'GET',
        path: '/',
        response: eventStream({ raw: z.object({ n: z.number().default(5) }) }, { validate: false }),
        async handler(_ctx, _input, send) {
          await untyped(send)('raw', { n: 'not a number' })
          await expect(untyped(send)('raw', undefined)).rejects.toThrow(InvalidEventError)
        },
      }),
    )
    await served.over
    expect(served.sink.text).toBe('event: raw\ndata: {"n":"not a number"}\n\n')
  })
})

describe('F3 a generator', () => {
  interface Yielded {
    event?: unknown
    data: unknown
    id?: string
  }

  function generating(handler: () => AsyncIterable<unknown> | Iterable<unknown>): Operation {
    return operation({
      id: 'ticks',
      method: 'GET',
      path: '/',
      response: eventStream(EVENTS),
      // What the types forbid, as it can still come from JavaScript.
      handler: handler as () => AsyncIterable<{ event: 'tick'; data: { n: number } }>,
    })
  }

  const WRONG: [string, unknown][] = [
    ['an unknown event', { event: 'tock', data: 1 }],
    ['wrong data', { event: 'tick', data: { n: 'one' } }],
    ['data for no name', { data: { n: 1 } }],
    ['a wrong id', { event: 'tick', data: { n: 1 }, id: '\n' }],
    ['text', 'tick'],
    ['nothing', undefined],
    ['null', null],
  ]

  test.each(WRONG)('gets the refusal of %s at its yield, and may go on', async (_name, wrong) => {
    const seen: unknown[] = []
    const served = serveOperation(
      generating(async function* () {
        yield { event: 'tick', data: { n: 1 } }
        try {
          yield wrong
        } catch (error) {
          seen.push(error)
        }
        yield { event: 'tick', data: { n: 2 } }
      }),
    )
    await served.over
    await nextTurns()
    expect(seen).toEqual([expect.any(InvalidEventError)])
    expect(served.sink.text).toBe('event: tick\ndata: {"n":1}\n\nevent: tick\ndata: {"n":2}\n\n')
    expect([served.sink.outcome, served.errors]).toEqual(['end', []])
  })

  test.each(WRONG)('a sync one too gets the refusal of %s', async (_name, wrong) => {
    const seen: unknown[] = []
    const served = serveOperation(
      generating(function* () {
        yield { event: 'tick', data: { n: 1 } }
        try {
          yield wrong
        } catch (error) {
          seen.push(error)
        }
        yield { event: 'tick', data: { n: 2 } }
      }),
    )
    await served.over
    expect(seen).toEqual([expect.any(InvalidEventError)])
    expect(served.sink.text).toBe('event: tick\ndata: {"n":1}\n\nevent: tick\ndata: {"n":2}\n\n')
    expect([served.sink.outcome, served.errors]).toEqual(['end', []])
  })

  test('that does not catch it fails with it, and its finally runs', async () => {
    const order: string[] = []
    const served = serveOperation(
      generating(async function* () {
        try {
          yield { event: 'tick', data: { n: 1 } }
          yield { event: 'tock', data: 1 } satisfies Yielded
          order.push('went on')
        } finally {
          order.push('released')
        }
      }),
    )
    await served.over
    await nextTurns()
    expect(order).toEqual(['released'])
    expect(served.errors).toEqual([expect.any(InvalidEventError)])
    expect(served.sink.text).toBe(
      'event: tick\ndata: {"n":1}\n\nevent: error\ndata: {"type":"about:blank","title":"Internal Server Error","status":500}\n\n',
    )
    expect(served.sink.outcome).toBe('abort')
  })

  test('that ends in its catch has come to its own end', async () => {
    const served = serveOperation(
      generating(async function* () {
        try {
          yield 1
        } catch {}
      }),
    )
    await served.over
    expect([served.sink.outcome, served.errors]).toEqual(['end', []])
  })

  test('an iterator without throw() fails', async () => {
    let returned = 0
    const served = serveOperation(
      generating(() => ({
        [Symbol.asyncIterator]: () => ({
          next: () => Promise.resolve({ done: false as const, value: 'wrong' }),
          return: () => Promise.resolve({ done: true as const, value: void returned++ }),
        }),
      })),
    )
    await served.over
    expect([served.sink.outcome, served.errors, returned]).toEqual([
      'abort',
      [expect.any(InvalidEventError)],
      1,
    ])
  })

  test('an array of events is sent', async () => {
    const served = serveOperation(generating(() => [{ event: 'tick', data: { n: 1 } }, { data: 'hello' }]))
    await served.over
    expect(served.sink.text).toBe('event: tick\ndata: {"n":1}\n\ndata: "hello"\n\n')
  })
})

describe('F3 items', () => {
  test.each(['application/jsonl', 'application/json-seq', 'multipart/mixed', 'application/json'])(
    'in %s',
    async (accept) => {
      const seen: unknown[] = []
      const served = serveOperation(
        operation({
          id: 'items',
          method: 'GET',
          path: '/',
          response: jsonLines(z.object({ n: z.number() })),
          async handler(_ctx, _input, send) {
            await send({ n: 1 })
            await untyped(send)({ n: '2' }).catch((error: unknown) => seen.push(error))
            void untyped(send)('unheard')
            await nextTurns()
            await send({ n: 3 })
          },
        }),
        accepting(accept),
      )
      await served.over
      expect(seen).toEqual([expect.any(InvalidEventError)])
      expect(served.errors).toEqual([expect.any(InvalidEventError)])
      expect(served.sink.text.match(/\{"n":\d\}/g)).toEqual(['{"n":1}', '{"n":3}'])
      expect(served.sink.outcome).toBe('end')
    },
  )
})

test('a refusal passed to Promise.all, to catch() or to an async function counts as heard', async () => {
  const { send, errors } = await startTicks()
  const wrong = (): Promise<void> => untyped(send)('tock', 1)
  await expect(Promise.all([wrong(), wrong()])).rejects.toThrow(InvalidEventError)
  await wrong().catch(() => {})
  await wrong().then(undefined, () => {})
  await wrong()
    .finally(() => {})
    .catch(() => {})
  await (async () => wrong())().catch(() => {})
  await Promise.race([wrong(), wrong()]).catch(() => {})
  await nextTurns()
  expect(errors).toEqual([])
})

test('the send of a stream that is over rejects with what ended it, and nothing is unhandled', async () => {
  const { send, leave, errors, ctx } = await startTicks()
  leave()
  await expect(send('tick', { n: 1 })).rejects.toBe(ctx.signal.reason)
  void send('tick', { n: 1 })
  const late: Send = send
  await expect(late.comment('x')).rejects.toBe(ctx.signal.reason)
  await nextTurns()
  expect(errors).toEqual([])
})
