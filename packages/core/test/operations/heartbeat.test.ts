import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { InvalidArgumentError, InvalidEventError } from '../../src/contract/errors.ts'
import { eventStream } from '../../src/formats/event-stream.ts'
import type { JsonLinesOptions } from '../../src/formats/json-lines-options.ts'
import { jsonLines } from '../../src/formats/json-lines-response.ts'
import { operation } from '../../src/operation/operation.ts'
import { type Served, settled } from '../fake-exchange.ts'
import { accepting, EVENTS, serveOperation, startTicks, type TickOptions } from './serve-operation.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  expect(vi.getTimerCount(), 'L5: no timer is left').toBe(0)
  vi.useRealTimers()
})

async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
  await settled()
}

/** Ends a stream whose handler is parked. */
async function leave(served: Served): Promise<void> {
  served.leave()
  await served.over
}

describe('F4 heartbeat', () => {
  test('a comment after 15 s of silence, and after every 15 s more', async () => {
    const served = await startTicks()
    await pass(14_999)
    expect(served.sink.text).toBe('')
    await pass(1)
    expect(served.sink.text).toBe(': \n\n')
    await pass(15_000)
    expect(served.sink.text).toBe(': \n\n: \n\n')
    await leave(served)
  })

  test('is moved by what is sent', async () => {
    const served = await startTicks()
    await pass(10_000)
    void served.send('tick', { n: 1 })
    await pass(14_999)
    expect(served.sink.text).toBe('event: tick\ndata: {"n":1}\n\n')
    await pass(1)
    expect(served.sink.text).toMatch(/\n: \n\n$/)
    await leave(served)
  })

  test('is not moved by an event that was refused', async () => {
    const served = await startTicks()
    await pass(10_000)
    await served.send('tick', { n: 'one' as never }).catch(() => {})
    await pass(5_000)
    expect(served.sink.text).toBe(': \n\n')
    await leave(served)
  })

  test('is not moved by what its format has no place for', async () => {
    const served = await startTicks({ heartbeat: 100 }, accepting('application/x-ndjson'))
    await pass(60)
    void served.send.comment('nothing')
    void served.send.retry(5)
    await pass(40)
    expect(served.sink.text).toBe('\n')
    await leave(served)
  })

  test('is not sent while a write is blocked, and is again afterwards', async () => {
    const served = await startTicks({ heartbeat: 1_000 })
    served.sink.hasRoom = false
    void served.send('tick', { n: 1 })
    await settled()
    void served.send('tick', { n: 2 })
    await pass(10_000)
    expect(served.sink.text).toBe('event: tick\ndata: {"n":1}\n\n')
    served.room()
    await pass(1_000)
    const ticks = [1, 2].map((n) => `event: tick\ndata: {"n":${n}}\n\n`).join('')
    expect(served.sink.text).toBe(`${ticks}: \n\n`)
    await leave(served)
  })

  test('goes on when the clock is set back', async () => {
    const served = await startTicks({ heartbeat: 1_000 })
    vi.setSystemTime(Date.now() - 3_600_000)
    await pass(1_000)
    expect(served.sink.text).toBe(': \n\n')
    await pass(1_000)
    expect(served.sink.text).toBe(': \n\n: \n\n')
    await leave(served)
  })

  test('that blocks is not followed by others', async () => {
    const served = await startTicks({ heartbeat: 1_000, writeTimeout: 60_000 })
    served.sink.hasRoom = false
    await pass(20_000)
    expect(served.sink.text).toBe(': \n\n')
    await leave(served)
  })

  test.each<[string, TickOptions, string]>([
    ['false in text/event-stream', { heartbeat: false }, 'text/event-stream'],
    ['nothing in application/jsonl', { heartbeat: 1_000 }, 'application/jsonl'],
    ['nothing in multipart/mixed', { heartbeat: 1_000 }, 'multipart/mixed'],
    ['nothing in application/x-ndjson unless asked for', {}, 'application/x-ndjson'],
    ['nothing in application/json-seq unless asked for', {}, 'application/json-seq'],
  ])('%s: no timer at all', async (_name, options, accept) => {
    const served = await startTicks(options, accepting(accept))
    expect(vi.getTimerCount()).toBe(0)
    await leave(served)
  })

  test.each([
    ['application/x-ndjson', '\n'],
    ['application/json-seq', '\u001e'],
  ])('asked for in %s is %j', async (accept, beat) => {
    const served = await startTicks({ heartbeat: 1_000 }, accepting(accept))
    await pass(2_000)
    expect(served.sink.text).toBe(beat + beat)
    await leave(served)
  })
})

describe('F4 an event for a heartbeat', () => {
  test('has the data it was given, in every format', async () => {
    const heartbeat = { every: 1_000, event: 'ping', data: {} } as const
    const served = await startTicks({ heartbeat })
    await pass(1_000)
    expect(served.sink.text).toBe('event: ping\ndata: {}\n\n')
    const lines = await startTicks({ heartbeat }, accepting('application/jsonl'))
    await pass(1_000)
    expect(lines.sink.text).toBe('{"event":"ping","data":{}}\n')
    await leave(served)
    await leave(lines)
  })

  test('asks its function each time', async () => {
    let n = 0
    const served = await startTicks({ heartbeat: { every: 1_000, event: 'tick', data: () => ({ n: n++ }) } })
    await pass(2_000)
    expect(served.sink.text).toBe('event: tick\ndata: {"n":0}\n\nevent: tick\ndata: {"n":1}\n\n')
    await leave(served)
  })

  test('whose function throws, or returns what does not match, is reported, and the stream goes on', async () => {
    const broken = new Error('no figures')
    let calls = 0
    const data = (): { n: number } => {
      calls++
      if (calls === 1) throw broken
      return { n: calls === 2 ? Number.NaN : calls }
    }
    const served = await startTicks({ heartbeat: { every: 1_000, event: 'tick', data } })
    await pass(1_000)
    expect(served.errors).toEqual([broken])
    await pass(1_000)
    // What nobody awaits is noticed a turn later.
    await pass(1)
    expect(served.errors).toEqual([broken, expect.any(InvalidEventError)])
    await pass(999)
    expect(served.sink.text).toBe('event: tick\ndata: {"n":3}\n\n')
    await leave(served)
  })
})

describe('F4 items', () => {
  async function startItems(options: JsonLinesOptions<true>, accept: string): Promise<Served> {
    const response = jsonLines(z.number(), options)
    const handler = (): Promise<void> => new Promise(() => {})
    const served = serveOperation(
      operation({ id: 'items', method: 'GET', path: '/', response, handler }),
      accepting(accept),
    )
    await settled()
    return served
  }

  test('have none unless it is asked for', async () => {
    const served = await startItems({}, 'application/x-ndjson')
    expect(vi.getTimerCount()).toBe(0)
    await leave(served)
  })

  test.each([
    ['application/x-ndjson', '\n'],
    ['application/json-seq', '\u001e'],
    ['application/jsonl', ''],
    ['multipart/mixed', expect.stringMatching(/^--\w+$/)],
  ])('asked for in %s', async (accept, text) => {
    const served = await startItems({ heartbeat: 1_000 }, accept)
    await pass(1_000)
    expect(served.sink.text).toEqual(text)
    await leave(served)
  })
})

describe('a heartbeat that can never work is refused', () => {
  const wrong: [string, unknown][] = [
    ['true', true],
    ['0', 0],
    ['-1', -1],
    ['NaN', Number.NaN],
    ['2 ** 31', 2 ** 31],
    ['a string', '15s'],
    ['null', null],
    ['an unknown event', { every: 1_000, event: 'pong', data: {} }],
    ['an event without a time', { event: 'ping', data: {} }],
    ['an event that is off', { every: false, event: 'ping', data: {} }],
    ['an event at once', { every: 0, event: 'ping', data: {} }],
  ]

  test.each(wrong)('%s', (_name, heartbeat) => {
    expect(() => eventStream(EVENTS, { heartbeat } as TickOptions)).toThrow(InvalidArgumentError)
    if (typeof heartbeat !== 'object') {
      expect(() => jsonLines(z.number(), { heartbeat } as JsonLinesOptions<true>)).toThrow(
        InvalidArgumentError,
      )
    }
  })
})
