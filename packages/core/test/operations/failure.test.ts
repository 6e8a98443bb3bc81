import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { HttpError, WriterClosedError } from '../../src/contract/errors.ts'
import { eventStream } from '../../src/formats/event-stream.ts'
import { jsonLines } from '../../src/formats/json-lines-response.ts'
import { operation } from '../../src/operation/operation.ts'
import { settled } from '../fake-exchange.ts'
import { callAll } from '../fake-sink.ts'
import {
  accepting,
  EVENTS,
  problemOf,
  type Send,
  serveOperation,
  startTicks,
  ticks,
} from './serve-operation.ts'

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => {
  expect(vi.getTimerCount(), 'L5: no timer is left').toBe(0)
  vi.useRealTimers()
})

const REDACTED = '{"type":"about:blank","title":"Internal Server Error","status":500}'
const secret = new Error('password=hunter2')
const TICK = 'event: tick\ndata: {"n":1}\n\n'

describe('F6 a failure after the head', () => {
  test.each([
    ['text/event-stream', `${TICK}event: error\ndata: ${REDACTED}\n\n`],
    ['application/jsonl', `{"event":"tick","data":{"n":1}}\n{"event":"error","data":${REDACTED}}\n`],
    [
      'application/json-seq',
      `\u001e{"event":"tick","data":{"n":1}}\n\u001e{"event":"error","data":${REDACTED}}\n`,
    ],
    ['multipart/mixed', expect.stringMatching(/"event":"error".*\r\n--\w+$/s)],
  ])('is the last event of %s, says nothing of its cause, and is no clean end', async (accept, text) => {
    const served = await startTicks({ terminator: '[DONE]' }, accepting(accept))
    void served.send('tick', { n: 1 })
    await settled()
    served.fail(secret)
    await served.over
    expect(served.sink.text).toEqual(text)
    expect([served.sink.outcome, served.sink.abortReason]).toEqual(['abort', secret])
    expect(served.errors).toEqual([secret])
    expect(served.ctx.signal.reason).toBe(secret)
  })

  test('that the client may know is told', async () => {
    const served = await startTicks()
    const init = { detail: 'It was deleted.', extensions: { id: 7 } }
    served.fail(new HttpError(410, 'Gone', init))
    await served.over
    expect(served.sink.text).toBe(
      'event: error\ndata: {"type":"about:blank","title":"Gone","status":410,"detail":"It was deleted.","id":7}\n\n',
    )
    expect(served.sink.head?.status).toBe(200)
  })

  test('that cannot be told is reported all the same, and why it cannot be told too', async () => {
    const served = await startTicks()
    const error = new HttpError(410, 'Gone', { extensions: { id: 7n } })
    served.fail(error)
    await served.over
    expect(served.errors).toContain(error)
    expect(served.errors).toEqual([expect.any(TypeError), error])
    expect([served.sink.text, served.sink.outcome]).toEqual([`event: error\ndata: ${REDACTED}\n\n`, 'abort'])
  })

  test('has no place among items', async () => {
    const served = serveOperation(
      operation({
        id: 'items',
        method: 'GET',
        path: '/',
        response: jsonLines(z.number()),
        async *handler() {
          yield 1
          throw secret
        },
      }),
    )
    await served.over
    expect([served.sink.text, served.sink.outcome, served.errors]).toEqual(['1\n', 'abort', [secret]])
  })

  test('of a generator', async () => {
    const served = serveOperation(
      operation({
        id: 'generator',
        method: 'GET',
        path: '/',
        response: eventStream(EVENTS),
        async *handler() {
          yield { event: 'tick' as const, data: { n: 1 } }
          throw secret
        },
      }),
    )
    await served.over
    expect(served.sink.text).toBe(`${TICK}event: error\ndata: ${REDACTED}\n\n`)
    expect([served.sink.outcome, served.errors]).toEqual(['abort', [secret]])
  })

  test('while the client takes nothing is sent when it does', async () => {
    const served = await startTicks()
    served.sink.hasRoom = false
    void served.send('tick', { n: 1 })
    await settled()
    void served.send('tick', { n: 1 })
    served.fail(secret)
    await settled()
    expect([served.sink.text, served.sink.outcome]).toEqual([TICK, undefined])
    served.room()
    await served.over
    expect(served.sink.text).toBe(`${TICK}${TICK}event: error\ndata: ${REDACTED}\n\n`)
    expect([served.sink.outcome, served.errors]).toEqual(['abort', [secret]])
  })

  test('while the client takes nothing is cut off in the end, and reported once', async () => {
    const served = await startTicks()
    served.sink.hasRoom = false
    void served.send('tick', { n: 1 })
    await settled()
    void served.send('tick', { n: 1 })
    served.fail(secret)
    await vi.advanceTimersByTimeAsync(5_000)
    await served.over
    expect([served.sink.text, served.sink.outcome, served.errors]).toEqual([TICK, 'abort', [secret]])
  })

  test('is handed over before the stream is cut off', async () => {
    const served = await startTicks({}, { prepare: (sink) => (sink.holdFlush = true) })
    callAll(served.sink.flushes)
    served.fail(secret)
    await settled()
    expect(served.sink.outcome).toBe(undefined)
    callAll(served.sink.flushes)
    await served.over
    expect(served.sink.outcome).toBe('abort')
  })

  test('of the handler after the client has left is reported, but told to nobody', async () => {
    const served = await startTicks()
    served.leave()
    served.fail(secret)
    await served.over
    await settled()
    expect([served.sink.text, served.errors]).toEqual(['', [secret]])
  })
})

describe('F6 nothing gets in behind the last message', () => {
  /** Sends as soon as the handler has returned or thrown, and for a few microtasks more. */
  async function straggle(send: Send): Promise<void> {
    for (let n = 0; n < 10; n++) {
      await Promise.resolve()
      send('tick', { n: 99 }).catch(() => {})
    }
  }

  test.each([
    ['text/event-stream', 'data: [DONE]\n\n'],
    ['multipart/mixed', '--\r\n'],
  ])('of %s that ends', async (accept, end) => {
    const served = await startTicks({ terminator: '[DONE]' }, accepting(accept))
    served.finish()
    void straggle(served.send)
    await served.over
    expect(served.sink.text.slice(-end.length)).toBe(end)
    expect(served.sink.outcome).toBe('end')
  })

  test('of an answer with all at once: a send() that comes too late says so', async () => {
    const served = await startTicks({}, accepting('application/json'))
    served.finish()
    await served.over
    await expect(served.send('tick', { n: 99 })).rejects.toThrow(WriterClosedError)
    expect(served.sink.text).toBe('[]')
  })

  test('of one that fails', async () => {
    const served = await startTicks()
    served.fail(secret)
    void straggle(served.send)
    await served.over
    expect(served.sink.text).toMatch(/event: error\ndata: .*\n\n$/)
    expect([served.sink.outcome, served.errors]).toEqual(['abort', [secret]])
  })
})

describe('F6 a failure before the head is a problem', () => {
  test('even if something was refused before', async () => {
    const served = serveOperation(
      ticks(async (_ctx, _input, send) => {
        void send('tick', { n: 'one' as never }).catch(() => {})
        throw new HttpError(403, 'Forbidden')
      }),
    )
    await served.over
    vi.runAllTimers()
    expect(problemOf(served)).toMatchObject({ status: 403 })
    expect(served.errors).toEqual([expect.any(HttpError)])
  })

  test('in answer to a client that wants all at once, whatever was sent', async () => {
    const served = await startTicks({}, accepting('application/json'))
    void served.send('tick', { n: 1 })
    await settled()
    served.fail(new HttpError(503, 'Busy'))
    await served.over
    expect(problemOf(served)).toMatchObject({ status: 503, title: 'Busy' })
    expect(served.sink.outcome).toBe('end')
  })

  test('though an event was sent in the same breath, the head is out', async () => {
    const served = serveOperation(
      ticks(async (_ctx, _input, send) => {
        void send('tick', { n: 1 })
        throw secret
      }),
    )
    await served.over
    expect(served.sink.text).toBe(`${TICK}event: error\ndata: ${REDACTED}\n\n`)
    expect(served.errors).toEqual([secret])
  })
})

describe('L4 a handler that stops because its signal aborted has not failed', () => {
  test.each<[string, (reason: unknown) => unknown]>([
    ['with the reason', (reason) => reason],
    ['with an error around it', (reason) => new Error('query', { cause: reason })],
    ['as fetch does', () => new DOMException('This operation was aborted', 'AbortError')],
  ])('%s', async (_name, toError) => {
    const served = await startTicks()
    served.leave()
    served.fail(toError(served.ctx.signal.reason))
    await served.over
    await settled()
    expect([served.sink.text, served.errors]).toEqual(['', []])
  })
})
