import { inspect } from 'node:util'
import { isDisturbed } from 'node:stream'
import { beforeEach, expect, test, vi } from 'vitest'
import { NotSupportedError } from '../src/contract/errors.ts'
import { LiveBody } from '../src/fetch/live-body.ts'

let pull: ReturnType<typeof vi.fn<() => void>>
let cancel: ReturnType<typeof vi.fn<(reason: unknown) => void>>
let refuse: ReturnType<typeof vi.fn<(error: Error) => void>>
let body: LiveBody
beforeEach(() => {
  pull = vi.fn()
  cancel = vi.fn()
  refuse = vi.fn()
  body = new LiveBody({ pull, cancel, refuse })
})

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

test('asks for bytes once for each read, and ends when it is told', async () => {
  const reader = body.getReader()
  expect(pull).not.toHaveBeenCalled()
  const first = reader.read()
  expect(pull).toHaveBeenCalledTimes(1)
  body.deliver(bytes(1))
  expect(await first).toEqual({ done: false, value: bytes(1) })
  const second = reader.read()
  body.close()
  expect(await second).toEqual({ done: true, value: undefined })
  expect(await reader.read()).toEqual({ done: true, value: undefined })
  await reader.closed
  expect(pull).toHaveBeenCalledTimes(2)
})

test('is answered while it asks', async () => {
  pull.mockImplementation(() => body.deliver(bytes(7)))
  expect(await body.getReader().read()).toEqual({ done: false, value: bytes(7) })
})

test('reads that wait are answered in order', async () => {
  const reader = body.getReader()
  const reads = [reader.read(), reader.read()]
  body.deliver(bytes(1))
  body.deliver(bytes(2))
  expect((await Promise.all(reads)).map(({ value }) => value?.[0])).toEqual([1, 2])
})

test('an error reaches reads that wait, those that come later, and `closed`', async () => {
  const reader = body.getReader()
  const { closed } = reader
  const waiting = reader.read()
  body.error(new Error('cut off'))
  for (const promise of [waiting, reader.read(), closed]) await expect(promise).rejects.toThrow('cut off')
})

test('a reader that cancels is the consumer leaving, once', async () => {
  const reader = body.getReader()
  const waiting = reader.read()
  await reader.cancel('enough')
  expect(await waiting).toEqual({ done: true, value: undefined })
  await reader.cancel('again')
  expect(cancel.mock.calls).toEqual([['enough']])
})

test('one reader at a time; what it had asked for goes to the next', async () => {
  const reader = body.getReader()
  expect(body.locked).toBe(true)
  expect(() => body.getReader()).toThrow(TypeError)
  await expect(body.cancel()).rejects.toThrow(TypeError)
  const abandoned = reader.read()
  reader.releaseLock()
  await expect(abandoned).rejects.toThrow(TypeError)
  await expect(reader.read()).rejects.toThrow(TypeError)
  body.deliver(bytes(3))
  expect(await body.getReader().read()).toEqual({ done: false, value: bytes(3) })
})

test('is what a Response takes for a stream, and says whether it was read', async () => {
  const response = new Response(body)
  expect(response.body).toBe(body)
  expect(body).toBeInstanceOf(ReadableStream)
  expect([isDisturbed(body), response.bodyUsed]).toEqual([false, false])
  const text = response.text()
  body.deliver(bytes(104, 105))
  await vi.waitFor(() => expect(pull).toHaveBeenCalledTimes(2))
  body.close()
  expect(await text).toBe('hi')
  expect([isDisturbed(body), response.bodyUsed]).toEqual([true, true])
  expect(inspect(body)).toContain('ReadableStream')
})

test.each<[string, (body: LiveBody) => Promise<string>]>([
  ['iterated', async (from) => read(from)],
  ['piped', async (from) => read(from.pipeThrough(new TransformStream()))],
  ['piped with options', async (from) => read(from.pipeThrough(new TransformStream(), {}))],
  ['as the stream of the runtime', async (from) => read(from.stream)],
])('can be %s', async (_, consume) => {
  let left = 3
  pull.mockImplementation(() => (left-- > 0 ? body.deliver(bytes(97)) : body.close()))
  expect(await consume(body)).toBe('aaa')
})

test('cannot be cloned', () => {
  expect(() => new Response(body).clone()).toThrow(NotSupportedError)
  expect(refuse).toHaveBeenCalledTimes(1)
})

async function read(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = ''
  for await (const chunk of stream) text += new TextDecoder().decode(chunk)
  return text
}
