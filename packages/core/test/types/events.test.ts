import { type as ark } from 'arktype'
import * as v from 'valibot'
import { describe, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import {
  type EventContext,
  type EventData,
  eventStream,
  json,
  jsonLines,
  operation,
  type SendEvent,
  type SendItem,
} from '../../src/index.ts'

// Only type-checked: what is called with these is never run.
const never = false as boolean
declare const text: string
declare const count: number
declare const either: 'tick' | 'message'

const EVENTS = {
  tick: z.object({ left: z.number() }),
  made: z.object({ n: z.coerce.number(), size: z.number().default(1), note: z.string().optional() }),
  message: z.string(),
}
declare const send: SendEvent<typeof EVENTS>

const route = { id: 'x', method: 'GET', path: '/' } as const

describe('send()', () => {
  test('takes the events of the stream', () => {
    if (!never) return
    expectTypeOf(send('tick', { left: 1 })).toEqualTypeOf<Promise<void>>()
    void send('message', 'hello', { id: '1', retry: 5, comment: 'c' })
    void send('made', { n: '5' })
    void send('made', { n: 5, size: 2, note: 'a' })
    void send('tick', { left: count }, { id: text, retry: count })
    void send('tick', { left: 1 }, { id: '', retry: 0 })
    void send('tick', { left: 1 }, { id: `${count}` })
    void send.comment(text)
    void send.retry(count)
    void send.retry(1_000)
  })

  test('takes no other name', () => {
    if (!never) return
    // @ts-expect-error -- no such event
    void send('tock', { left: 1 })
    // @ts-expect-error -- what a failure is sent as
    void send('error', { left: 1 })
    // @ts-expect-error -- any string could be any event
    void send(text, { left: 1 })
  })

  test('takes no other data', () => {
    if (!never) return
    // @ts-expect-error -- of another type
    void send('tick', { left: 'one' })
    // @ts-expect-error -- a property too few
    void send('tick', {})
    // @ts-expect-error -- a property too many
    void send('tick', { left: 1, right: 2 })
    // @ts-expect-error -- none at all
    void send('tick')
    // @ts-expect-error -- of another event
    void send('message', { left: 1 })
    // @ts-expect-error -- not there is not undefined, with exactOptionalPropertyTypes
    void send('tick', { left: undefined })
  })

  test('takes data for each event that a name may stand for', () => {
    if (!never) return
    // @ts-expect-error -- would be data for one of them only
    void send(either, 'hello')
    const emit = <Name extends keyof typeof EVENTS>(name: Name, data: EventData<typeof EVENTS, Name>): void =>
      void send(name, data)
    emit('tick', { left: 1 })
    // @ts-expect-error -- of another event
    emit('tick', 'hello')
  })

  test('takes no field that cannot be sent', () => {
    if (!never) return
    // @ts-expect-error -- a line break would end the id
    void send('message', 'a', { id: '1\n2' })
    // @ts-expect-error -- so would this one
    void send('message', 'a', { id: 'a\r' })
    // @ts-expect-error -- and NUL has it ignored
    void send('message', 'a', { id: '\0' })
    // @ts-expect-error -- and no header brings back other control characters
    void send('message', 'a', { id: 'a\tb' })
    // @ts-expect-error -- nor this one
    void send('message', 'a', { id: '\x7f' })
    void send('message', 'a', { id: 'ä\u00a0' })
    // @ts-expect-error -- an id is text
    void send('message', 'a', { id: 1 })
    // @ts-expect-error -- not negative
    void send('message', 'a', { retry: -1 })
    // @ts-expect-error -- whole
    void send('message', 'a', { retry: 1.5 })
    // @ts-expect-error -- whole, however it is written
    void send('message', 'a', { retry: 1e-7 })
    // @ts-expect-error -- a number
    void send('message', 'a', { retry: '5' })
    // @ts-expect-error -- no such field
    void send('message', 'a', { event: 'b' })
    // @ts-expect-error -- a comment is text
    void send('message', 'a', { comment: 5 })
    // @ts-expect-error -- not negative
    void send.retry(-1)
    // @ts-expect-error -- whole
    void send.retry(0.5)
    // @ts-expect-error -- text
    void send.comment(5)
  })
})

describe('eventStream()', () => {
  test('takes schemas of any library, those that contain themselves too', () => {
    const Comment = z.object({
      text: z.string(),
      get replies() {
        return z.array(Comment)
      },
    })
    interface Folder {
      name: string
      folders: Folder[]
    }
    const folder: v.GenericSchema<Folder> = v.object({
      name: v.string(),
      folders: v.array(v.lazy(() => folder)),
    })
    eventStream({
      comment: Comment,
      folder,
      node: ark.module({ node: { label: 'string', children: 'node[]' } }).node,
    })
    eventStream({
      any: z.any(),
      unknown: z.unknown(),
      json: z.json(),
      nothing: z.null(),
      list: z.tuple([z.string()]),
    })
    eventStream({ at: z.date(), brand: z.string().brand<'id'>(), open: z.record(z.string(), z.unknown()) })
    eventStream({
      some: z.object({ a: z.string().optional() }),
      one: z.union([z.string(), z.object({ x: z.null() })]),
    })
  })

  test('takes no schema of what JSON cannot say', () => {
    if (!never) return
    // @ts-expect-error -- a bigint
    eventStream({ good: z.string(), a: z.bigint() })
    // @ts-expect-error -- deep inside
    eventStream({ a: z.object({ b: z.array(z.object({ c: z.bigint() })) }) })
    // @ts-expect-error -- what comes out of it is sent
    eventStream({ a: z.string().transform((digits) => BigInt(digits)) })
    // @ts-expect-error -- nothing
    eventStream({ a: z.undefined() })
    // @ts-expect-error -- nothing, sometimes
    eventStream({ a: z.string().optional() })
    // @ts-expect-error -- nothing
    eventStream({ a: v.void() })
    // @ts-expect-error -- a function
    eventStream({ a: z.function() })
    // @ts-expect-error -- a symbol
    eventStream({ a: z.symbol() })
    // @ts-expect-error -- a Map is {} in JSON
    eventStream({ a: z.map(z.string(), z.string()) })
    // @ts-expect-error -- a Set too
    eventStream({ a: v.set(v.string()) })
    // @ts-expect-error -- in ArkType
    eventStream({ a: ark('bigint') })
    // @ts-expect-error -- as an item
    jsonLines(z.bigint())
    // @ts-expect-error -- as an answer
    json(z.object({ n: z.bigint() }))
    // @ts-expect-error -- no schema at all
    eventStream({ a: 5 })
  })

  test('takes no name that cannot be sent', () => {
    if (!never) return
    // @ts-expect-error -- what a failure is sent as
    eventStream({ error: z.string() })
    // @ts-expect-error -- an empty one
    eventStream({ '': z.string() })
    // @ts-expect-error -- a line break
    eventStream({ 'a\nb': z.string() })
    // @ts-expect-error -- the other
    eventStream({ 'a\rb': z.string() })
    // @ts-expect-error -- NUL
    eventStream({ '\0': z.string() })
  })

  test('takes a heartbeat of its own events', () => {
    if (!never) return
    eventStream(EVENTS, { heartbeat: 5_000 })
    eventStream(EVENTS, { heartbeat: false })
    eventStream(EVENTS, { heartbeat: { every: 5_000, event: 'tick', data: { left: 1 } } })
    eventStream(EVENTS, { heartbeat: { every: 5_000, event: 'message', data: () => 'still here' } })
    // @ts-expect-error -- on is no number
    eventStream(EVENTS, { heartbeat: true })
    // @ts-expect-error -- no such event
    eventStream(EVENTS, { heartbeat: { every: 5_000, event: 'tock', data: {} } })
    // @ts-expect-error -- data of another event
    eventStream(EVENTS, { heartbeat: { every: 5_000, event: 'tick', data: 'a' } })
    // @ts-expect-error -- data of another event
    eventStream(EVENTS, { heartbeat: { every: 5_000, event: 'tick', data: () => 'a' } })
    // @ts-expect-error -- what is sent is sent at once
    eventStream(EVENTS, { heartbeat: { every: 5_000, event: 'message', data: async () => 'a' } })
    // @ts-expect-error -- how often
    eventStream(EVENTS, { heartbeat: { event: 'message', data: 'a' } })
  })

  test('takes options that make sense', () => {
    if (!never) return
    eventStream(EVENTS, {
      offer: ['text/event-stream', 'application/json'],
      choose: () => 'application/json',
    })
    // @ts-expect-error -- at least one
    eventStream(EVENTS, { offer: [] })
    // @ts-expect-error -- nothing that a stream of events can be had in
    eventStream(EVENTS, { offer: ['text/html'] })
    // @ts-expect-error -- nor chosen
    eventStream(EVENTS, { choose: () => 'text/html' })
    // @ts-expect-error -- items are no events
    jsonLines(z.string(), { offer: ['text/event-stream'] })
    // @ts-expect-error -- a list of words
    eventStream(EVENTS, { collect: { schema: z.array(z.string()), from: (events) => events.length } })
    eventStream(EVENTS, {
      collect: {
        schema: z.array(z.number()),
        from: (events) => events.map((event) => (event.event === 'message' ? event.data.length : 0)),
      },
    })
  })
})

describe('the handler of an event stream', () => {
  const response = eventStream(EVENTS)

  test('as a method, an arrow function or a function elsewhere', () => {
    operation({
      ...route,
      response,
      async handler(ctx, input, sender) {
        expectTypeOf(ctx).toEqualTypeOf<EventContext>()
        expectTypeOf(ctx.lastEventId).toEqualTypeOf<string | undefined>()
        expectTypeOf(ctx.stop).toEqualTypeOf<() => void>()
        expectTypeOf(input).toEqualTypeOf<{}>()
        expectTypeOf(sender).toEqualTypeOf<SendEvent<typeof EVENTS>>()
        await sender('tick', { left: 1 })
      },
    })
    operation({ ...route, response, handler: (_ctx, _input, sender) => sender('tick', { left: 1 }) })
    operation({ ...route, response, handler: () => {} })
    const elsewhere = async (_ctx: EventContext, _input: unknown, sender: typeof send): Promise<void> =>
      sender('message', 'a')
    operation({ ...route, response, handler: elsewhere })
    operation({
      ...route,
      response,
      async handler(_ctx, _input, sender) {
        // @ts-expect-error -- no such event
        await sender('tock', { left: 1 })
        // @ts-expect-error -- a property too many
        await sender('tick', { left: 1, right: 2 })
      },
    })
    operation({
      ...route,
      response,
      // @ts-expect-error -- no such event
      handler: (_ctx, _input, sender) => sender('tock', { left: 1 }),
    })
  })

  test('as a generator', () => {
    operation({
      ...route,
      response,
      async *handler(ctx, input) {
        expectTypeOf(ctx).toEqualTypeOf<EventContext>()
        expectTypeOf(input).toEqualTypeOf<{}>()
        yield { event: 'tick', data: { left: 1 }, id: '1', retry: 5, comment: 'c' }
        yield { event: 'message', data: 'a' }
        yield { data: 'a' }
        yield { event: 'made', data: { n: '5' } }
      },
    })
    operation({
      ...route,
      response,
      *handler() {
        yield { event: 'tick', data: { left: 1 } }
      },
    })
    operation({ ...route, response, handler: () => [{ event: 'tick', data: { left: 1 } }, { data: 'a' }] })
  })

  test('yields no other events', () => {
    operation({
      ...route,
      response,
      // @ts-expect-error -- no such event
      async *handler() {
        yield { event: 'tock', data: { left: 1 } }
      },
    })
    operation({
      ...route,
      response,
      // @ts-expect-error -- data of another type
      async *handler() {
        yield { event: 'tick', data: { left: 'one' } }
      },
    })
    operation({
      ...route,
      response,
      // @ts-expect-error -- data that is no message, without a name
      async *handler() {
        yield { data: { left: 1 } }
      },
    })
    operation({
      ...route,
      response,
      // @ts-expect-error -- a property too few
      *handler() {
        yield { event: 'tick', data: {} }
      },
    })
    operation({
      ...route,
      response,
      // @ts-expect-error -- text is no event
      async *handler() {
        yield 'tick'
      },
    })
    // A stream without `message` has no event without a name.
    operation({
      ...route,
      response: eventStream({ tick: z.string() }),
      // @ts-expect-error -- which event?
      async *handler() {
        yield { data: 'a' }
      },
    })
  })

  test('returns nothing else', () => {
    // @ts-expect-error -- sends its events
    operation({ ...route, response, handler: () => 'tick' })
    // @ts-expect-error -- sends its events
    operation({ ...route, response, handler: async () => ({ left: 1 }) })
    // @ts-expect-error -- returns the generator itself, not a promise of it
    operation({ ...route, response, handler: async () => [{ event: 'tick', data: { left: 1 } }] })
  })

  test('knows lastEventId as its schema makes it', () => {
    operation({
      ...route,
      response: eventStream(EVENTS, { lastEventId: z.coerce.number() }),
      before: (ctx) => void expectTypeOf(ctx.lastEventId).toEqualTypeOf<number | undefined>(),
      handler: (ctx) => void expectTypeOf(ctx.lastEventId).toEqualTypeOf<number | undefined>(),
    })
    operation({
      ...route,
      response: eventStream(EVENTS, { lastEventId: v.pipe(v.string(), v.transform(Number)) }),
      handler: (ctx) => void expectTypeOf(ctx.lastEventId).toEqualTypeOf<number | undefined>(),
    })
    operation({
      ...route,
      response: eventStream(EVENTS, { lastEventId: ark('string.integer.parse') }),
      handler: (ctx) => void expectTypeOf(ctx.lastEventId).toEqualTypeOf<number | undefined>(),
    })
  })

  test('that is not checked sends what would come out of the schema', () => {
    operation({
      ...route,
      response: eventStream(EVENTS, { validate: false }),
      async handler(_ctx, _input, sender) {
        await sender('made', { n: 5, size: 1 })
        // @ts-expect-error -- nothing makes a number of it
        await sender('made', { n: 5, size: '1' })
        // @ts-expect-error -- nothing fills in the size
        await sender('made', { n: 5 })
      },
    })
    operation({
      ...route,
      response: eventStream(EVENTS, { validate: false }),
      // @ts-expect-error -- nothing fills in the size
      async *handler() {
        yield { event: 'made', data: { n: 5 } }
      },
    })
    operation({
      ...route,
      response: jsonLines(z.number().default(1), { validate: false }),
      async handler(_ctx, _input, sender) {
        expectTypeOf(sender).parameter(0).toEqualTypeOf<number>()
        await sender(1)
      },
    })
  })
})

describe('the handler of items', () => {
  const response = jsonLines(z.object({ id: z.number(), name: z.string().default('') }))

  test('sends or yields them', () => {
    operation({
      ...route,
      response,
      async handler(ctx, _input, sender) {
        expectTypeOf(sender).toEqualTypeOf<SendItem<typeof response.item>>()
        expectTypeOf(sender).returns.toEqualTypeOf<Promise<void>>()
        await sender({ id: 1 })
        // @ts-expect-error -- a property too few
        await sender({})
        // @ts-expect-error -- a property too many
        await sender({ id: 1, nick: 'a' })
        // @ts-expect-error -- items are not numbered
        await sender({ id: 1 }, { id: '1' })
        // @ts-expect-error -- only event streams can be stopped
        ctx.stop()
        // @ts-expect-error -- nor do clients say where they left off
        void ctx.lastEventId
      },
    })
    operation({
      ...route,
      response,
      async *handler() {
        yield { id: 1 }
        yield { id: 2, name: 'a' }
      },
    })
    operation({ ...route, response, handler: () => [{ id: 1 }] })
  })

  test('yields no others', () => {
    operation({
      ...route,
      response,
      // @ts-expect-error -- of another type
      async *handler() {
        yield { id: 'one' }
      },
    })
    // @ts-expect-error -- of another type
    operation({ ...route, response, handler: () => [1] })
    // @ts-expect-error -- sends or yields, and returns nothing
    operation({ ...route, response, handler: async () => ({ id: 1 }) })
  })
})
