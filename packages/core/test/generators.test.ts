import { describe, expect, test } from 'vitest'
import type { Chunk } from '../src/contract/sink.ts'
import { serveBody, settled } from './fake-exchange.ts'

describe('a body may return its chunks', () => {
  test.each([
    [
      'an async generator',
      async function* () {
        yield 'a'
        yield Buffer.from('b')
        yield ''
      },
    ],
    [
      'a generator',
      function* () {
        yield 'a'
        yield Buffer.from('b')
        yield ''
      },
    ],
    ['an array', () => ['a', Buffer.from('b')]],
    ['a stream', () => new Blob(['ab']).stream()],
    ['a string', () => 'ab'],
  ])('as %s', async (_name, body) => {
    const served = serveBody(body as () => Iterable<Chunk>)
    await served.over
    expect(served.sink.text).toBe('ab')
    expect(served.sink.outcome).toBe('end')
    expect(served.errors).toEqual([])
  })

  test.each(['async', 'sync'])('P1 each waits for room (%s)', async (kind) => {
    let produced = 0
    function* chunks(): Generator<string> {
      for (; produced < 10; produced++) yield 'x'.repeat(32_768)
    }
    async function* slowly(): AsyncGenerator<string> {
      yield* chunks()
    }
    const served = serveBody(kind === 'sync' ? chunks : slowly, { prepare: (sink) => (sink.hasRoom = false) })
    await settled()
    expect(produced).toBe(0)
    served.exchange.listener.room()
    await settled()
    expect(produced).toBe(1)
    served.room()
    await served.over
    expect(served.sink.byteLength).toBe(327_680)
  })
})
