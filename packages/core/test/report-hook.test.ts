import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FakeInit, serve, serveBody, settled, start } from './fake-exchange.ts'

const log = vi.spyOn(console, 'error').mockImplementation(() => {})
beforeEach(() => void log.mockClear())
afterEach(() => void log.mockClear())

const error = new Error('broken')

describe('a hook that breaks itself', () => {
  const hooks: [string, () => unknown][] = [
    [
      'throws',
      () => {
        throw new Error('the hook broke')
      },
    ],
    ['rejects', () => Promise.reject(new Error('the hook broke'))],
  ]
  test.each(hooks)(
    '(%s) is logged with what it was told, and the client is answered',
    async (_name, onError) => {
      const served = serve(
        () => {
          throw error
        },
        { onError },
      )
      await served.over
      await settled()
      expect(served.sink.head?.status).toBe(500)
      expect(log.mock.calls).toEqual([
        ['[sluice] onError failed:', expect.objectContaining({ message: 'the hook broke' })],
        ['[sluice] GET / failed:', error],
      ])
    },
  )
})

test('the hook may set headers of the answer, and sees whether the head was sent', async () => {
  const seen: boolean[] = []
  const onError: FakeInit['onError'] = (_error, ctx) => {
    seen.push(ctx.headersSent)
    if (!ctx.headersSent) ctx.setHeader('x-error-id', '7')
  }
  const before = serve(
    () => {
      throw error
    },
    { onError },
  )
  const after = serveBody(
    async ({ writer }) => {
      await writer.write('a')
      throw error
    },
    { onError },
  )
  await Promise.all([before.over, after.over])
  expect(before.sink.head?.headers).toContainEqual({ name: 'x-error-id', values: ['7'], mode: 'set' })
  expect(seen.toSorted()).toEqual([false, true])
})

test.each(['before', 'after'])(
  'a hook that aborts, closes, writes and commits changes nothing (%s the head)',
  async (when) => {
    let calls = 0
    const { ctx, sink, fail, over } = await start({
      onError: (failure, { writer, commit }) => {
        calls++
        writer.abort(failure)
        writer.abort(new Error('another'))
        void writer.write('from the hook')
        void writer.close()
        commit.call(ctx)
      },
    })
    if (when === 'after') await ctx.writer.write('a')
    fail(error)
    await over
    await settled()
    expect(calls).toBe(1)
    expect(sink.head?.status).toBe(when === 'before' ? 500 : 200)
    expect(sink.text).not.toContain('hook')
    expect(sink.outcome).toBe(when === 'before' ? 'end' : 'abort')
  },
)
