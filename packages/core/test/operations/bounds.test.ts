import { type as ark } from 'arktype'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import {
  DeadlineExceededError,
  DrainTimeoutError,
  InvalidArgumentError,
  StreamEndedError,
} from '../../src/contract/errors.ts'
import { eventStream } from '../../src/formats/event-stream.ts'
import { jsonLines } from '../../src/formats/json-lines-response.ts'
import type { StreamingOptions } from '../../src/formats/streaming-options.ts'
import { operation } from '../../src/operation/operation.ts'
import { settled, stateOf } from '../fake-exchange.ts'
import { callAll } from '../fake-sink.ts'
import { accepting, EVENTS, serveOperation, startTicks, ticks } from './serve-operation.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  expect(vi.getTimerCount(), 'L5: no timer is left').toBe(0)
  vi.restoreAllMocks()
  vi.useRealTimers()
})

async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
  await settled()
}

const tick = (n: number): string => `event: tick\ndata: {"n":${n}}\n\n`

describe('F5 write timeout', () => {
  test('a client that stalls is cut off after 30 s', async () => {
    const served = await startTicks()
    served.sink.hasRoom = false
    void served.send('tick', { n: 1 })
    await settled()
    const blocked = served.send('tick', { n: 2 })
    await pass(29_999)
    expect(served.sink.outcome).toBe(undefined)
    await pass(1)
    expect(await stateOf(blocked)).toBeInstanceOf(DeadlineExceededError)
    expect([served.sink.outcome, served.errors]).toEqual(['abort', [expect.any(DeadlineExceededError)]])
    expect(served.ctx.signal.reason).toBe(served.errors[0])
    await served.over
  })

  test('even if its handler goes on sending without waiting', async () => {
    const served = await startTicks()
    served.sink.hasRoom = false
    void served.send('tick', { n: 0 })
    await settled()
    for (let second = 1; second <= 30; second++) {
      expect(served.sink.outcome, `after ${second} s`).toBe(undefined)
      void served.send('tick', { n: second })
      await pass(1_000)
    }
    expect(served.sink.outcome).toBe('abort')
    expect(served.errors).toEqual([expect.any(DeadlineExceededError)])
  })

  test('one that is slow but moves is not', async () => {
    const served = await startTicks({ heartbeat: false })
    for (let n = 0; n < 10; n++) {
      served.sink.hasRoom = false
      void served.send('tick', { n })
      await settled()
      const blocked = served.send('message', 'more')
      await pass(29_000)
      served.room()
      await blocked
    }
    expect([served.sink.outcome, served.errors]).toEqual([undefined, []])
    served.leave()
    await served.over
  })

  test('begins anew with the first event that is not blocked', async () => {
    const served = await startTicks({ heartbeat: false })
    void served.send('tick', { n: 1 })
    await pass(100_000)
    expect(vi.getTimerCount(), 'no timer while nothing is blocked').toBe(0)
    served.sink.hasRoom = false
    void served.send('tick', { n: 2 })
    await settled()
    void served.send('tick', { n: 3 })
    await pass(29_999)
    expect(served.sink.outcome).toBe(undefined)
    await pass(1)
    expect(served.sink.outcome).toBe('abort')
  })

  test('is what the options say, and waits for ever for false', async () => {
    const brief = await startTicks({ writeTimeout: 1_000 })
    const patient = await startTicks({ writeTimeout: false, heartbeat: false })
    for (const { sink, send } of [brief, patient]) {
      sink.hasRoom = false
      void send('tick', { n: 1 })
      await settled()
      void send('tick', { n: 1 })
    }
    await pass(1_000)
    expect([brief.sink.outcome, patient.sink.outcome]).toEqual(['abort', undefined])
    await pass(10_000_000)
    expect(patient.sink.outcome).toBe(undefined)
    patient.leave()
    await patient.over
  })

  test('holds for the end of the stream as well', async () => {
    const served = await startTicks({ terminator: 'bye' })
    served.sink.holdEnd = true
    await pass(10_000)
    served.finish()
    await pass(29_999)
    expect(served.sink.outcome).toBe('end')
    await pass(1)
    expect(served.sink.outcome).toBe('abort')
    await served.over
  })
})

describe.each<[string, StreamingOptions, number, number]>([
  ['as it is', { maxLifetime: 1_000, lifetimeJitter: 0 }, 0.5, 1_000],
  ['less a tenth at most', { maxLifetime: 1_000 }, 1, 900],
  ['less some of a tenth', { maxLifetime: 1_000 }, 0.25, 975],
  ['less what the options say', { maxLifetime: 1_000, lifetimeJitter: 0.5 }, 0.5, 750],
])('F5 maximum lifetime %s', (_name, options, random, lifetime) => {
  test('ends the stream properly', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(random)
    const served = await startTicks({ ...options, terminator: '[DONE]' })
    void served.send('tick', { n: 1 })
    await pass(lifetime - 1)
    expect(served.sink.outcome).toBe(undefined)
    expect(served.ctx.signal.aborted).toBe(false)
    await pass(1)
    expect(served.sink.outcome).toBe('end')
    expect(served.sink.text, 'no terminator').toBe(tick(1))
    expect(served.ctx.signal.reason).toBeInstanceOf(StreamEndedError)
    await served.over
    expect(vi.getTimerCount(), 'though the handler is parked').toBe(0)
    expect(served.streams.size).toBe(0)
    await expect(served.send('tick', { n: 2 })).rejects.toBe(served.ctx.signal.reason)
    served.fail(served.ctx.signal.reason)
    await settled()
    expect(served.errors).toEqual([])
  })

  test('answers a client that wants all at once with what there is', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(random)
    const served = await startTicks(options, accepting('application/json'))
    void served.send('tick', { n: 1 })
    await pass(lifetime - 1)
    expect(served.sink.head).toBe(undefined)
    await pass(1)
    expect(served.sink.text).toBe('[{"event":"tick","data":{"n":1}}]')
    expect([served.sink.outcome, served.sink.head?.status]).toEqual(['end', 200])
    expect(served.ctx.signal.reason).toBeInstanceOf(StreamEndedError)
    served.finish()
    await settled()
    expect(served.errors).toEqual([])
  })
})

describe('F5 an end before the handler is done', () => {
  const options = { maxLifetime: 1_000, lifetimeJitter: 0 }

  test('what the handler throws afterwards is reported, unless it only says that the stream has ended', async () => {
    const [echo, failure] = [await startTicks(options), await startTicks(options)]
    await pass(1_000)
    echo.fail(new DOMException('Aborted', 'AbortError'))
    const error = new Error('could not save')
    failure.fail(error)
    await settled()
    expect([echo.errors, failure.errors]).toEqual([[], [error]])
    expect([echo.sink.outcome, failure.sink.outcome]).toEqual(['end', 'end'])
  })

  test('a generator is released, though it waits for what never comes', async () => {
    const order: string[] = []
    const served = serveOperation(
      operation({
        id: 'parked',
        method: 'GET',
        path: '/',
        response: eventStream(EVENTS, options),
        async *handler(ctx) {
          try {
            yield { event: 'tick' as const, data: { n: 1 } }
            await ctx.until(new Promise(() => {}))
          } finally {
            order.push('released')
          }
        },
      }),
    )
    await pass(1_000)
    await served.over
    expect(order).toEqual(['released'])
    expect([served.sink.text, served.sink.outcome, served.errors]).toEqual([tick(1), 'end', []])
  })

  test('an iterator whose next() never settles is returned', async () => {
    const returned = vi.fn<() => Promise<IteratorResult<never>>>(async () => ({
      done: true,
      value: undefined,
    }))
    const served = serveOperation(
      operation({
        id: 'parked',
        method: 'GET',
        path: '/',
        response: eventStream(EVENTS, options),
        handler: () => ({
          [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}), return: returned }),
        }),
      }),
    )
    await pass(1_000)
    await served.over
    expect(returned).toHaveBeenCalledOnce()
    expect([served.sink.outcome, served.errors]).toEqual(['end', []])
  })

  test.each([
    ['the lifetime', true],
    ['the handler', false],
  ])('multipart/mixed has its closing delimiter when %s ends it', async (_name, early) => {
    const served = await startTicks(options, accepting('multipart/mixed'))
    void served.send('tick', { n: 1 })
    if (early) await pass(1_000)
    else served.finish()
    await served.over
    expect(served.sink.text.split('\r\n').at(-2)).toMatch(/^--\w+--$/)
    expect(served.sink.text.match(/--\r\n/g)?.length).toBe(1)
    expect(served.sink.outcome).toBe('end')
    served.finish()
    await settled()
  })

  test('sends what is still waiting for the client first', async () => {
    const served = await startTicks(options)
    served.sink.hasRoom = false
    void served.send('tick', { n: 1 })
    await settled()
    const blocked = served.send('tick', { n: 2 })
    await pass(1_000)
    expect([served.sink.text, served.sink.outcome]).toEqual([tick(1), undefined])
    expect(served.ctx.signal.reason).toBeInstanceOf(StreamEndedError)
    served.room()
    await served.over
    expect([served.sink.text, served.sink.outcome]).toEqual([tick(1) + tick(2), 'end'])
    expect(await stateOf(blocked)).not.toBe('pending')
    expect(served.errors).toEqual([])
  })

  test('is cut off in the end if the client takes nothing', async () => {
    const served = await startTicks({ ...options, writeTimeout: 5_000 })
    served.sink.hasRoom = false
    void served.send('tick', { n: 1 })
    await settled()
    void served.send('tick', { n: 2 })
    await pass(5_000)
    await served.over
    expect([served.sink.outcome, served.errors]).toEqual(['abort', [expect.any(DeadlineExceededError)]])
  })

  test.each([false, 60_000] as const)(
    'is so though a write may wait for %s, and wakes the handler that waits at once',
    async (writeTimeout) => {
      const served = await startTicks({ maxLifetime: 1_000, lifetimeJitter: 0, writeTimeout })
      served.sink.hasRoom = false
      await served.send('tick', { n: 1 }).catch(() => {})
      await settled()
      const woken = served.send('tick', { n: 2 }).catch((error: unknown) => error)
      await pass(1_000)
      expect(await woken).toBe(served.ctx.signal.reason)
      served.fail(await woken)
      await pass(5_000)
      await served.over
      expect(served.sink.outcome).toBe('abort')
      expect(served.errors).toEqual([expect.any(DeadlineExceededError)])
    },
  )

  test('the client may leave while the last bytes are on their way', async () => {
    const served = await startTicks(options)
    served.sink.holdEnd = true
    await pass(1_000)
    served.leave()
    callAll(served.sink.ends)
    await served.over
    expect(served.errors).toEqual([])
  })

  test('an answer that cannot be made at the end of its lifetime is a problem', async () => {
    const broken = new Error('cannot sum up')
    const from = vi.fn<() => number>(() => {
      throw broken
    })
    const served = await startTicks(
      { ...options, collect: { schema: z.number(), from } },
      accepting('application/json'),
    )
    await pass(1_000)
    expect(served.sink.head?.status).toBe(500)
    expect(served.errors).toEqual([broken])
    served.finish()
    await served.over
    await settled()
    expect([from.mock.calls.length, served.errors.length]).toEqual([1, 1])
  })
})

describe.each(['text/event-stream', 'multipart/mixed', 'application/json'])(
  'F5 endOnDrain in %s',
  (accept) => {
    test('ends the stream properly as soon as the server drains', async () => {
      const served = await startTicks({ endOnDrain: true, terminator: 'no' }, accepting(accept))
      const drained = served.streams.drain()
      await served.over
      expect(await drained).toEqual({ completed: 1, aborted: 0 })
      expect([served.sink.outcome, served.sink.lastOnConnection]).toEqual(['end', true])
      expect(served.ctx.signal.reason).toBeInstanceOf(StreamEndedError)
      expect(served.sink.text).not.toContain('no')
      expect(served.errors).toEqual([])
    })

    test('or, when that was before the handler ran, without running it', async () => {
      const handler = vi.fn<() => void>()
      const served = serveOperation(
        operation({
          id: 'drained',
          method: 'GET',
          path: '/',
          response: eventStream(EVENTS, { endOnDrain: true }),
          before: () => void served.streams.drain(),
          handler,
        }),
        accepting(accept),
      )
      await settled()
      await served.over
      expect(handler).not.toHaveBeenCalled()
      expect([served.sink.outcome, served.errors]).toEqual(['end', []])
    })

    test('is not what happens by default: the handler is told, and cut off at the timeout', async () => {
      const served = await startTicks({}, accepting(accept))
      const drained = served.streams.drain({ timeout: 1_000 })
      await settled()
      expect([served.ctx.draining.aborted, served.ctx.signal.aborted]).toEqual([true, false])
      await pass(1_000)
      expect(await drained).toEqual({ completed: 0, aborted: 1 })
      expect(served.errors).toEqual([expect.any(DrainTimeoutError)])
    })
  },
)

describe('L5 no timer is left by', () => {
  const options = { maxLifetime: 60_000, endOnDrain: true }
  const ways: [string, (served: Awaited<ReturnType<typeof startTicks>>) => unknown][] = [
    ['a handler that returns', (served) => served.finish()],
    ['one that throws', (served) => served.fail(new Error('broken'))],
    ['a client that leaves', (served) => served.leave()],
    ['abort()', (served) => served.ctx.writer.abort(new Error('broken'))],
    ['close()', (served) => served.ctx.writer.close()],
    ['a drain', (served) => served.streams.drain()],
    ['the end of its life', () => pass(60_000)],
  ]

  test.each(ways)('%s', async (_name, end) => {
    for (const accept of ['text/event-stream', 'application/jsonl', 'application/json']) {
      const served = await startTicks(options, accepting(accept))
      expect(vi.getTimerCount()).toBeGreaterThan(0)
      await end(served)
      // As long as a connection outlives the last bytes before a failure.
      await pass(10)
      await served.over
      expect(vi.getTimerCount(), accept).toBe(0)
    }
  })

  test('a failure before the head', async () => {
    const failing = ticks(() => {
      throw new Error('broken')
    }, options)
    await serveOperation(failing).over
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a handler that stops its stream', async () => {
    await serveOperation(ticks((ctx) => ctx.stop(), options)).over
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('what can never work is refused', () => {
  test.each<[string, unknown]>([
    ['writeTimeout', 0],
    ['writeTimeout', true],
    ['writeTimeout', Infinity],
    ['maxLifetime', -1],
    ['maxLifetime', 2 ** 31],
    ['maxLifetime', false],
    ['lifetimeJitter', 1.1],
    ['lifetimeJitter', '0.1'],
    ['lifetimeJitter', Number.NaN],
    ['collectLimit', 0],
    ['collectLimit', '1mb'],
    ['status', 99],
    ['status', '200'],
    ['status', 404],
    ['offer', []],
    ['offer', ['text/html']],
    ['offer', 'text/event-stream'],
  ])('%s: %j', (name, value) => {
    const options = { [name]: value }
    expect(() => eventStream(EVENTS, options)).toThrow(InvalidArgumentError)
    expect(() => eventStream(EVENTS, options)).toThrow(name)
    expect(() => jsonLines(z.number(), options)).toThrow(name)
  })

  test('events that cannot be sent', () => {
    const make = (events: object) => () => eventStream(events as typeof EVENTS)
    expect(make({})).toThrow('A stream needs events')
    expect(() => Reflect.apply(eventStream, undefined, [])).toThrow('A stream needs events')
    for (const schema of [z.object({ left: z.number() }), ark({ left: 'number' })]) {
      expect(make(schema)).toThrow(InvalidArgumentError)
      expect(make(schema)).toThrow(
        'eventStream takes a schema for each event, by its name: eventStream({ message: schema }). ' +
          'For values without names there is jsonLines(schema).',
      )
    }
    expect(make({ error: z.string() })).toThrow('"error" is what a stream that fails ends with')
    expect(make({ '': z.string() })).toThrow(InvalidArgumentError)
    expect(make({ 'a\nb': z.string() })).toThrow(InvalidArgumentError)
    expect(make({ tick: {} })).toThrow('For the event "tick", give a schema')
    expect(make({ tick: undefined })).toThrow('For the event "tick", give a schema')
    expect(() => jsonLines({} as z.ZodString)).toThrow(InvalidArgumentError)
  })

  test('a terminator that cannot be sent', () => {
    expect(() => eventStream(EVENTS, { terminator: '\ud800' })).toThrow(InvalidArgumentError)
  })
})
