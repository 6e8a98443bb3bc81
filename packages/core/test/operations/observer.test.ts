import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { ClientDisconnectedError, DrainingError, HttpError } from '../../src/contract/errors.ts'
import type { StreamObserver, StreamOutcome } from '../../src/exchange/observation.ts'
import { jsonLines } from '../../src/formats/json-lines-response.ts'
import { StreamRegistry } from '../../src/lifecycle/stream-registry.ts'
import { operation } from '../../src/operation/operation.ts'
import { stream } from '../../src/response/stream.ts'
import { type FakeInit, serve, settled } from '../fake-exchange.ts'
import { callAll } from '../fake-sink.ts'
import { accepting, serveOperation, startTicks, ticks } from './serve-operation.ts'

type Heard = [
  hook: string,
  status: number | undefined,
  bytes: number,
  events: number,
  outcome?: StreamOutcome,
]

/** Notes what it hears. */
function listening(): { observer: StreamObserver; heard: Heard[] } {
  const heard: Heard[] = []
  return {
    heard,
    observer: {
      open: ({ status, bytes, events }) => void heard.push(['open', status, bytes, events]),
      commit: ({ status, bytes, events }) => void heard.push(['commit', status, bytes, events]),
      end: ({ status, bytes, events }, outcome) => void heard.push(['end', status, bytes, events, outcome]),
    },
  }
}

const TICK_BYTES = 'event: tick\ndata: {"n":1}\n\n'.length

describe('O6 an observer hears of a stream', () => {
  test('that completes', async () => {
    const { observer, heard } = listening()
    const { send, finish, over } = await startTicks({}, { observer, name: 'ticks' })
    expect(heard).toEqual([
      ['open', undefined, 0, 0],
      ['commit', 200, 0, 0],
    ])
    void send('tick', { n: 1 })
    void send('message', 'ö😀')
    void send.comment('no event')
    await settled()
    finish()
    await over
    const bytes = TICK_BYTES + 'data: ""\n\n: no event\n\n'.length + 6
    expect(heard.slice(2)).toEqual([['end', 200, bytes, 2, { outcome: 'completed' }]])
  })

  test('whose client leaves', async () => {
    const { observer, heard } = listening()
    const { send, leave, over } = await startTicks({}, { observer })
    void send('tick', { n: 1 })
    await settled()
    leave()
    leave()
    await over
    expect(heard.slice(2)).toEqual([['end', 200, TICK_BYTES, 1, { outcome: 'disconnected' }]])
  })

  test('whose client leaves before the head', async () => {
    const { observer, heard } = listening()
    const served = serve(() => new Promise(() => {}), { observer })
    served.leave()
    await served.over
    expect(heard).toEqual([
      ['open', undefined, 0, 0],
      ['end', undefined, 0, 0, { outcome: 'disconnected' }],
    ])
  })

  test('whose client has left before it began', async () => {
    const { observer, heard } = listening()
    const served = serve(() => expect.unreachable(), {
      observer,
      prepare: (_sink, exchange) => {
        exchange.listen = (listener) => listener.gone()
      },
    })
    await served.over
    expect(heard.map(([hook, , , , outcome]) => [hook, outcome?.outcome])).toEqual([
      ['open', undefined],
      ['end', 'disconnected'],
    ])
  })

  test.each([
    [new HttpError(404, 'Not Found'), 404],
    [new Error('broken'), 500],
  ])('that fails before the head: %s', async (error, status) => {
    const { observer, heard } = listening()
    const served = serveOperation(
      ticks(() => {
        throw error
      }),
      { observer },
    )
    await served.over
    expect(heard).toEqual([
      ['open', undefined, 0, 0],
      ['commit', status, 0, 0],
      ['end', status, served.sink.byteLength, 0, { outcome: 'failed', error }],
    ])
  })

  test('whose client leaves while it is told of a failure: that it failed', async () => {
    const { observer, heard } = listening()
    const error = new Error('broken')
    const served = await startTicks({}, { observer, prepare: (sink) => (sink.holdFlush = true) })
    served.fail(error)
    await settled()
    served.leave()
    await served.over
    expect(heard.at(-1)?.[4]).toEqual({ outcome: 'failed', error })
  })

  test('that fails after the head', async () => {
    const { observer, heard } = listening()
    const error = new Error('broken')
    const served = await startTicks({}, { observer })
    void served.send('tick', { n: 1 })
    served.fail(error)
    await served.over
    expect(heard.slice(2)).toEqual([['end', 200, served.sink.byteLength, 1, { outcome: 'failed', error }]])
  })

  test('that passes on why its client left: not a failure', async () => {
    const { observer, heard } = listening()
    const served = await startTicks({}, { observer })
    served.leave()
    served.fail(new ClientDisconnectedError())
    await served.over
    expect(heard.at(-1)?.[4]).toEqual({ outcome: 'disconnected' })
  })

  test.each<[string, FakeInit, number]>([
    ['HEAD', { method: 'HEAD' }, 200],
    ['a 406', { headers: { accept: 'text/html' } }, 406],
  ])('that is %s', async (_name, init, status) => {
    const { observer, heard } = listening()
    const served = serveOperation(
      ticks(() => expect.unreachable()),
      { ...init, observer },
    )
    await served.over
    expect(heard.map(([hook, heardStatus]) => [hook, heardStatus])).toEqual([
      ['open', undefined],
      ['commit', status],
      ['end', status],
    ])
    expect(heard[2]?.[4]?.outcome).toBe(status === 200 ? 'completed' : 'failed')
  })

  test('that is refused because the server drains', async () => {
    const { observer, heard } = listening()
    const streams = new StreamRegistry()
    void streams.drain()
    const served = serveOperation(
      ticks(() => expect.unreachable()),
      { observer, streams },
    )
    await served.over
    expect(heard).toEqual([
      ['open', undefined, 0, 0],
      ['commit', 503, 0, 0],
      ['end', 503, served.sink.byteLength, 0, { outcome: 'failed', error: expect.any(DrainingError) }],
    ])
  })

  test('that was stopped with 204', async () => {
    const { observer, heard } = listening()
    await serveOperation(
      ticks((ctx) => ctx.stop()),
      { observer },
    ).over
    expect(heard.slice(1)).toEqual([
      ['commit', 204, 0, 0],
      ['end', 204, 0, 0, { outcome: 'completed' }],
    ])
  })

  test('that the framework answers for', async () => {
    const { observer, heard } = listening()
    const error = new Error('broken')
    const served = serveOperation(
      ticks(() => {
        throw error
      }),
      { observer, errors: 'framework' },
    )
    await expect(served.over).rejects.toBe(error)
    expect(heard).toEqual([
      ['open', undefined, 0, 0],
      ['end', undefined, 0, 0, { outcome: 'failed', error }],
    ])
  })
})

describe('O6 figures', () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
  afterEach(() => void vi.useRealTimers())

  test('of a stream that was ended early: it completed', async () => {
    const { observer, heard } = listening()
    const served = await startTicks({ maxLifetime: 1_000 }, { observer })
    await vi.advanceTimersByTimeAsync(1_000)
    await served.over
    expect(heard.at(-1)).toEqual(['end', 200, 0, 0, { outcome: 'completed' }])
  })

  test('are read while it runs, and its duration stands still at its end', async () => {
    let observed!: Parameters<NonNullable<StreamObserver['open']>>[0]
    const observer: StreamObserver = { open: (opened) => void (observed = opened) }
    const { send, finish, over, ctx } = await startTicks({ heartbeat: false }, { observer, name: 'ticks' })
    expect([observed.name, observed.ctx]).toEqual(['ticks', ctx])
    await vi.advanceTimersByTimeAsync(1_500)
    expect(Math.round(observed.duration)).toBe(1_500)
    void send('tick', { n: 1 })
    expect(observed.events).toBe(1)
    await settled()
    expect(observed.bytes).toBe(TICK_BYTES)
    finish()
    await over
    await vi.advanceTimersByTimeAsync(1_000)
    expect(Math.round(observed.duration)).toBe(1_500)
  })

  test('count the event of a heartbeat, but none that was refused or came too late', async () => {
    const { observer, heard } = listening()
    const heartbeat = { every: 1_000, event: 'ping', data: {} } as const
    const served = await startTicks({ heartbeat }, { observer })
    await vi.advanceTimersByTimeAsync(1_000)
    await served.send('tick', { n: 'one' as never }).catch(() => {})
    served.leave()
    await served.send('tick', { n: 1 }).catch(() => {})
    await served.over
    expect(heard.at(-1)?.[3]).toBe(1)
  })

  test('count items, collected ones too', async () => {
    for (const accept of ['application/jsonl', 'application/json']) {
      const { observer, heard } = listening()
      const response = jsonLines(z.number())
      const handler = (): number[] => [1, 2, 3]
      const served = serveOperation(operation({ id: 'items', method: 'GET', path: '/', response, handler }), {
        ...accepting(accept),
        observer,
      })
      await served.over
      expect(heard.at(-1)).toEqual(['end', 200, served.sink.byteLength, 3, { outcome: 'completed' }])
    }
  })

  test('count bytes of text that two writes split, and bytes as they are', async () => {
    const { observer, heard } = listening()
    const served = serve(
      () =>
        stream(async ({ writer }) => {
          await writer.write('a\ud83d')
          await writer.flush()
          await writer.write('\ude00')
          await writer.write(new Uint8Array(5))
        }),
      { observer },
    )
    await served.over
    expect(served.sink.text.slice(0, 3)).toBe('a😀')
    expect(heard.at(-1)?.[2]).toBe(10)
  })

  test('bytes that wait for the client are not counted', async () => {
    const { observer, heard } = listening()
    const served = await startTicks({}, { observer })
    served.sink.hasRoom = false
    void served.send('tick', { n: 1 })
    await settled()
    void served.send('tick', { n: 1 })
    served.leave()
    await served.over
    expect(heard.at(-1)?.slice(2, 4)).toEqual([TICK_BYTES, 2])
  })
})

describe('O6 an observer that fails harms nothing', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  beforeEach(() => void log.mockClear())

  const broken = new Error('broken observer')
  const fails: [string, () => void][] = [
    [
      'throws',
      () => {
        throw broken
      },
    ],
    // A hook that is async all the same.
    ['rejects', () => Promise.reject(broken)],
  ]

  test.each(fails)('%s', async (_name, hook) => {
    const { send, sink, finish, over, errors } = await startTicks(
      {},
      {
        observer: { open: hook, commit: hook, end: hook },
      },
    )
    await send('tick', { n: 1 })
    finish()
    await over
    await settled()
    expect([sink.byteLength, sink.outcome, errors]).toEqual([TICK_BYTES, 'end', []])
    expect(log.mock.calls).toEqual(Array.from({ length: 3 }, () => ['[sluice] The observer failed:', broken]))
  })

  test.each([{}, { end: () => {} }, { commit: () => {} }])(
    'or hears only some of it: %o',
    async (observer) => {
      const { finish, over, sink } = await startTicks({}, { observer })
      finish()
      await over
      expect(sink.outcome).toBe('end')
      expect(log).not.toHaveBeenCalled()
    },
  )

  test('one that ends the stream while it is told of the head', async () => {
    const ends: StreamOutcome[] = []
    const served = serve(() => stream(({ writer }) => writer.write('a')), {
      observer: {
        commit: ({ ctx }) => ctx.writer.abort(broken),
        end: (_stream, outcome) => void ends.push(outcome),
      },
    })
    await served.over
    await settled()
    expect(ends).toEqual([{ outcome: 'failed', error: broken }])
  })

  test('of a head that shows that the client is gone, only the end is told', async () => {
    const { observer, heard } = listening()
    const served = serve(() => stream(({ writer }) => writer.write('a')), {
      observer,
      prepare: (sink, exchange) => {
        sink.during.open = () => exchange.listener.gone()
      },
    })
    await served.over
    await settled()
    expect(heard.map(([hook]) => hook)).toEqual(['open', 'end'])
  })

  test('the end is told once, though the client leaves while it is told', async () => {
    const end = vi.fn<() => void>()
    const served = await startTicks({}, { observer: { end }, prepare: (sink) => (sink.holdEnd = true) })
    end.mockImplementation(() => served.leave())
    served.finish()
    await settled()
    callAll(served.sink.ends)
    await served.over
    expect(end).toHaveBeenCalledOnce()
  })
})
