import { expect, test } from 'vitest'
import { type FakeInit, serve, serveBody, start } from './fake-exchange.ts'

const error = new TypeError('Response constructor: Invalid response status code')

/** A framework that does not take the head. */
const refusing: FakeInit = {
  prepare: (sink) => {
    sink.during.open = () => {
      throw error
    }
  },
}

test('a head that the framework refuses ends the stream', async () => {
  const { ctx, sink, errors, over, streams } = await start(refusing)
  void ctx.writer.write('a')
  await expect(ctx.writer.flush()).rejects.toBe(error)
  await over
  expect(ctx.signal.reason).toBe(error)
  expect(sink.calls).toEqual(['open', 'abort'])
  expect(errors).toEqual([error])
  expect(streams.size).toBe(0)
})

test('so does that of a body without bytes', async () => {
  const served = serveBody(() => {}, refusing)
  await served.over
  expect(served.sink.calls).toEqual(['open', 'abort'])
  expect(served.errors).toEqual([error])
})

test('and that of a response without a body', async () => {
  const served = serveBody(() => {}, { ...refusing, method: 'HEAD' })
  await served.over
  expect(served.sink.calls).toEqual(['open', 'abort'])
  expect(served.errors).toEqual([error])
})

test('commit() does not throw it', async () => {
  const { ctx, over } = await start(refusing)
  expect(() => ctx.commit()).not.toThrow()
  await over
})

test('the head of an answer to a failure, too, and both are reported', async () => {
  const failure = new Error('broken')
  const served = serve(() => {
    throw failure
  }, refusing)
  await served.over
  expect(served.sink.calls).toEqual(['open', 'abort'])
  expect(served.errors).toEqual([failure, error])
})
