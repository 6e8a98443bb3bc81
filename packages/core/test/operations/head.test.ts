import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { HeadersSentError, HttpError } from '../../src/contract/errors.ts'
import { eventStream } from '../../src/formats/event-stream.ts'
import { jsonLines } from '../../src/formats/json-lines-response.ts'
import { operation } from '../../src/operation/operation.ts'
import { settled } from '../fake-exchange.ts'
import {
  accepting,
  EVENTS,
  headersOf,
  problemOf,
  serveOperation,
  startTicks,
  ticks,
} from './serve-operation.ts'

const never = new Promise<never>(() => {})
const notFound = new HttpError(404, 'Not Found', { detail: 'There is no such thing.' })

const generating = (
  handler: () => AsyncGenerator<{ event: 'tick'; data: { n: number } }>,
): ReturnType<typeof operation> =>
  operation({ id: 'ticks', method: 'GET', path: '/', response: eventStream(EVENTS), handler })

describe('F1 the head', () => {
  test('is sent when the handler first waits, before any event', async () => {
    const { sink } = await startTicks()
    expect(sink.calls).toEqual(['open', 'flush'])
    expect(sink.head?.status).toBe(200)
  })

  test('of text/event-stream says that nobody may keep or change what streams', async () => {
    const served = await startTicks()
    expect(headersOf(served)).toEqual({
      vary: 'Accept',
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
  })

  test.each([
    ['application/jsonl', 'application/jsonl'],
    ['application/x-ndjson', 'application/x-ndjson'],
    ['application/json-seq', 'application/json-seq'],
    ['multipart/mixed', expect.stringMatching(/^multipart\/mixed; boundary=\w{32}$/)],
  ])('of %s too', async (accept, contentType) => {
    const served = await startTicks({}, accepting(accept))
    expect(headersOf(served)).toEqual({
      vary: 'Accept',
      'content-type': contentType,
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
  })

  test('of multipart/mixed takes the first delimiter with it', async () => {
    const { sink } = await startTicks({}, accepting('multipart/mixed'))
    expect(sink.text).toMatch(/^--\w{32}$/)
  })

  test('of multipart/mixed has it once, though an event was sent before the handler waited', async () => {
    const served = serveOperation(
      ticks((_ctx, _input, send) => {
        void send('tick', { n: 1 })
        return never
      }),
      accepting('multipart/mixed'),
    )
    await settled()
    expect(served.sink.text.match(/--\w{32}/g)).toHaveLength(2)
  })

  test('is not sent before the handler waits, however it is written', async () => {
    const seen: boolean[] = []
    const served = serveOperation(
      generating(async function* () {
        seen.push(served.sink.head === undefined)
        await never
        yield { event: 'tick', data: { n: 1 } }
      }),
    )
    await settled()
    expect(seen).toEqual([true])
    expect(served.sink.head?.status).toBe(200)
  })

  test('is sent by a handler that only returns', async () => {
    const served = serveOperation(ticks(() => {}))
    await served.over
    expect(served.sink.head?.status).toBe(200)
    expect([served.sink.text, served.sink.outcome]).toEqual(['', 'end'])
  })

  test('is what the handler makes of it until it waits, and final from then on', async () => {
    const late: unknown[] = []
    const served = serveOperation(
      ticks(async (ctx) => {
        ctx.status = 203
        ctx.setHeader('x-mine', '1')
        ctx.setHeader('cache-control', 'no-store')
        await settled()
        try {
          ctx.setHeader('x-late', '1')
        } catch (error) {
          late.push(error)
        }
      }),
    )
    await served.over
    expect(served.sink.head?.status).toBe(203)
    expect(headersOf(served)).toMatchObject({ 'x-mine': '1', 'cache-control': 'no-store' })
    expect(late).toEqual([expect.any(HeadersSentError)])
  })

  test('has the status of the options', async () => {
    const { sink } = await startTicks({ status: 201 })
    expect(sink.head?.status).toBe(201)
  })

  test('has the headers that middleware has set, where the format does not need its own', async () => {
    const served = serveOperation(
      ticks(() => {}),
      {},
      [
        (ctx, next) => {
          ctx.setHeader('cache-control', 'private, no-transform')
          ctx.setHeader('content-type', 'text/html')
          return next()
        },
      ],
    )
    await served.over
    expect(headersOf(served)).toMatchObject({
      'cache-control': 'private, no-transform',
      'content-type': 'text/event-stream',
      'x-accel-buffering': 'no',
    })
  })

  test('has the status that `before` has set', async () => {
    const served = serveOperation(
      operation({
        id: 'ticks',
        method: 'GET',
        path: '/',
        response: eventStream(EVENTS),
        before: (ctx) => void (ctx.status = 203),
        handler: () => {},
      }),
    )
    await served.over
    expect(served.sink.head?.status).toBe(203)
  })
})

describe('F1 a failure before the first await is a problem', () => {
  const handlers: [string, ReturnType<typeof operation>][] = [
    [
      'of a handler that throws',
      ticks(() => {
        throw notFound
      }),
    ],
    [
      'of an async one',
      ticks(async () => {
        throw notFound
      }),
    ],
    [
      'of a generator',
      generating(async function* () {
        if (notFound.status === 404) throw notFound
        yield { event: 'tick', data: { n: 1 } }
      }),
    ],
    [
      'of items',
      operation({
        id: 'items',
        method: 'GET',
        path: '/',
        response: jsonLines(z.number()),
        handler: async () => {
          throw notFound
        },
      }),
    ],
  ]

  test.each(handlers)('%s', async (_name, served) => {
    const { over, sink, errors, ...rest } = serveOperation(served)
    await over
    expect(sink.head?.status).toBe(404)
    const answer = { over, sink, errors, ...rest }
    expect(headersOf(answer)['content-type']).toBe('application/problem+json')
    expect(headersOf(answer)['cache-control']).toBe('no-store')
    expect(problemOf(answer)).toMatchObject({ status: 404, detail: 'There is no such thing.' })
    expect(errors).toEqual([notFound])
  })

  test('and of a sync generator', async () => {
    const handler = function* (): Generator<{ event: 'tick'; data: { n: number } }> {
      if (notFound.status === 404) throw notFound
      yield { event: 'tick', data: { n: 1 } }
    }
    const served = serveOperation(
      operation({ id: 'ticks', method: 'GET', path: '/', response: eventStream(EVENTS), handler }),
    )
    await served.over
    expect(problemOf(served)).toMatchObject({ status: 404 })
  })

  test('but after it, even if nothing was waited for, the head is out', async () => {
    const served = serveOperation(
      ticks(async () => {
        await Promise.resolve()
        throw notFound
      }),
    )
    await served.over
    expect(served.sink.head?.status).toBe(200)
    expect(served.sink.outcome).toBe('abort')
  })
})

describe('F1 HEAD', () => {
  test.each(['text/event-stream', 'application/jsonl', 'multipart/mixed', 'application/json'])(
    'has the head of %s and does not run the handler',
    async (accept) => {
      const served = serveOperation(
        ticks(() => expect.unreachable()),
        { method: 'HEAD', headers: { accept } },
      )
      await served.over
      expect(served.sink.calls).toEqual(['open', 'end'])
      expect(headersOf(served)['content-type']).toContain(accept)
      expect(served.errors).toEqual([])
    },
  )

  test('runs `before`, which may still refuse', async () => {
    const served = serveOperation(
      operation({
        id: 'ticks',
        method: 'GET',
        path: '/',
        response: eventStream(EVENTS),
        before: () => {
          throw notFound
        },
        handler: () => expect.unreachable(),
      }),
      { method: 'HEAD' },
    )
    await served.over
    expect(served.sink.head?.status).toBe(404)
  })
})

test('P2 sending costs no promise while there is room', async () => {
  const { READY } = await import('../../src/promise/deferred.ts')
  const { send, sink } = await startTicks()
  expect(send('tick', { n: 1 })).toBe(READY)
  expect(send.comment('x')).toBe(READY)
  expect(send.retry(5)).toBe(READY)
  sink.hasRoom = false
  await settled()
  const blocked = send('tick', { n: 2 })
  expect(blocked).not.toBe(READY)
  expect(send('tick', { n: 3 }), 'one promise for all that wait').toBe(blocked)
})

test('events are written as they are sent', async () => {
  const { send, sink, finish, over } = await startTicks({ terminator: '[DONE]' })
  void send('tick', { n: 1 }, { id: '1', retry: 5, comment: 'c' })
  void send('message', 'hello')
  void send.comment('psst')
  void send.retry(7)
  await settled()
  const sent = ': c\nevent: tick\nid: 1\nretry: 5\ndata: {"n":1}\n\ndata: "hello"\n\n: psst\n\nretry: 7\n\n'
  expect(sink.text).toBe(sent)
  finish()
  await over
  expect(sink.text).toBe(`${sent}data: [DONE]\n\n`)
  expect(sink.outcome).toBe('end')
})

test('comments and retries are left out where a format has no place for them', async () => {
  const { send, sink } = await startTicks({}, accepting('application/jsonl'))
  void send('tick', { n: 1 }, { id: '1', retry: 5, comment: 'c' })
  void send.comment('psst')
  void send.retry(7)
  await settled()
  expect(sink.text).toBe('{"event":"tick","data":{"n":1},"id":"1","retry":5}\n')
})
