import { BufferOverflowError, type Context, NotSupportedError, stream } from '@sluice/core'
import { toFetchHandler, unwrap } from '@sluice/fetch'
import { expect, test, vi } from 'vitest'

// Plain fetch: no server, no Node objects, just a Request and a Response.

const request = (init?: RequestInit): Request => new Request('http://a.example/things?x=1', init)

test('nothing runs ahead of the consumer by more than the high-water mark', async () => {
  let written = 0
  const handler = toFetchHandler(() =>
    stream(async (ctx) => {
      for (;;) {
        await ctx.writer.write(new Uint8Array(1024))
        written += 1024
      }
    }),
  )
  const { body } = await handler(request())
  const reader = body!.getReader()
  const { value } = await reader.read()
  await new Promise((resolve) => setImmediate(resolve))
  // The mark, and one write of as many chunks as core merges.
  expect(written - (value?.length ?? 0)).toBeLessThanOrEqual((256 + 64) * 1024)
  await reader.cancel()
})

test('a handler that never awaits is cut off at its cap', async () => {
  const onError = vi.fn()
  const handler = toFetchHandler(
    () =>
      stream((ctx) => {
        for (let i = 0; i < 3_000; i++) void ctx.writer.write('x'.repeat(1000))
      }),
    { maxBufferedBytes: 1_000_000, onError },
  )
  const response = await handler(request())
  await expect(response.text()).rejects.toThrow()
  expect(onError.mock.calls).toEqual([[expect.any(BufferOverflowError), expect.anything()]])
})

test('cancelling the response stops the handler', async () => {
  const stopped = deferred()
  const handler = toFetchHandler(() =>
    stream(async (ctx) => {
      ctx.signal.addEventListener('abort', () => stopped.resolve(ctx.signal.reason))
      ctx.commit()
      await ctx.until(new Promise(() => {}))
    }),
  )
  const { body } = await handler(request())
  await body!.cancel('enough')
  expect(await stopped.promise).toMatchObject({ code: 'CLIENT_DISCONNECTED', cause: 'enough' })
})

test('aborting the request stops a handler that has not answered yet', async () => {
  const client = new AbortController()
  const onError = vi.fn()
  let seen: Context | undefined
  const handler = toFetchHandler(
    (ctx) => {
      seen = ctx
      return new Promise(() => {})
    },
    { onError },
  )
  const answered = handler(request({ signal: client.signal }))
  client.abort()
  await answered
  expect(seen?.signal.reason).toMatchObject({ code: 'CLIENT_DISCONNECTED' })
  expect(onError).not.toHaveBeenCalled()
})

test('a failure after the head errors the stream and says nothing of its cause', async () => {
  const handler = toFetchHandler(
    () =>
      stream(async (ctx) => {
        await ctx.writer.write('some')
        throw new Error('secret')
      }),
    { onError: () => {} },
  )
  const reader = (await handler(request())).body!.getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('some')
  const error: unknown = await reader.read().catch((reason: unknown) => reason)
  expect(error).toMatchObject({ message: 'The stream was cut off.' })
  expect(error).not.toHaveProperty('cause')
})

test('a live stream cannot be cloned', async () => {
  const handler = toFetchHandler(() =>
    stream(async (ctx) => {
      await ctx.writer.write('a')
      await ctx.writer.flush()
    }),
  )
  const response = await handler(request())
  expect(() => response.clone()).toThrow(NotSupportedError)
})

test.each([
  ['text', 'ä'],
  ['bytes', new TextEncoder().encode('ä')],
  ['bytes that threads share', shared('ä')],
])('a body that is complete at once can be cloned: %s', async (_, body) => {
  const response = await toFetchHandler(() => stream(() => [body]))(request())
  expect(await response.clone().text()).toBe('ä')
  expect(await response.text()).toBe('ä')
  expect(response.headers.get('content-length')).toBe('2')
})

test('a failure before the first byte is on its way, but after the head, breaks the body', async () => {
  const handler = toFetchHandler(
    () =>
      stream((ctx) => {
        void ctx.writer.flush()
        throw new Error('Failed.')
      }),
    { onError: () => {} },
  )
  const response = await handler(request())
  expect(response.status).toBe(200)
  await expect(response.text()).rejects.toThrow('The stream was cut off.')
})

test('the connection is unknown unless the runtime tells', async () => {
  const seen: unknown[] = []
  const look = (ctx: Context): void => {
    seen.push(ctx.capabilities.has('connectionInfo'))
    seen.push(ctx.remoteAddress)
  }
  const handler = (ctx: Context) => {
    look(ctx)
    return stream(() => {})
  }
  const onError = vi.fn()
  await toFetchHandler(handler, { onError })(request())
  expect(onError.mock.calls[0]?.[0]).toBeInstanceOf(NotSupportedError)

  const connection = { remoteAddress: '192.0.2.1', httpVersion: '1.1', tls: undefined } as const
  await toFetchHandler(handler, { connection: () => connection })(request())
  expect(seen).toEqual([false, true, '192.0.2.1'])
})

test('params and platform come from the caller; unwrap gives them back', async () => {
  const handler = toFetchHandler<[{ region: string }]>(
    (ctx) =>
      stream(() => [
        `${ctx.params['id']} ${unwrap(ctx).request.url} ${JSON.stringify(unwrap(ctx).platform)}`,
      ]),
    { params: (_request, { region }) => ({ id: region }) },
  )
  const response = await handler(request(), { region: 'eu' })
  expect(await response.text()).toBe('eu http://a.example/things?x=1 [{"region":"eu"}]')
})

function shared(text: string): Uint8Array {
  const bytes = Buffer.from(text)
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length))
  copy.set(bytes)
  return copy
}

function deferred(): { promise: Promise<unknown>; resolve: (value: unknown) => void } {
  let resolve!: (value: unknown) => void
  const promise = new Promise((settle) => (resolve = settle))
  return { promise, resolve }
}
