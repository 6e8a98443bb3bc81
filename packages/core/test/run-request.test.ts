import { describe, expect, test, vi } from 'vitest'
import type { Context } from '../src/context/context.ts'
import {
  ClientDisconnectedError,
  HttpError,
  InvalidArgumentError,
  NotSupportedError,
  WrongContextError,
} from '../src/contract/errors.ts'
import type { MultipartParser } from '../src/contract/form.ts'
import { nativeKind } from '../src/exchange/native-kind.ts'
import { runRequest } from '../src/fetch/run-request.ts'
import { StreamRegistry } from '../src/lifecycle/stream-registry.ts'
import { type Deferred, deferred } from '../src/promise/deferred.ts'
import { stream, type StreamBody, type StreamHandler } from '../src/response/stream.ts'

const URL_OF_IT = 'http://a.example/things/7?x=1#part'

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

/** Parks its body for ever, once `sent` is on its way, and says why it was stopped. */
function parked(sent: string): { handler: StreamHandler; stopped: Promise<unknown> } {
  let stop!: (reason: unknown) => void
  const stopped = new Promise((resolve) => (stop = resolve))
  const body: StreamBody = async (ctx) => {
    ctx.signal.addEventListener('abort', () => stop(ctx.signal.reason))
    await ctx.writer.write(sent)
    await ctx.until(new Promise(() => {}))
  }
  return { handler: () => stream(body), stopped }
}

test('the response streams while the handler still runs', async () => {
  const more: Deferred = deferred()
  const response = await runRequest(new Request(URL_OF_IT), () =>
    stream(async (ctx) => {
      ctx.status = 201
      ctx.setHeader('content-type', 'text/plain')
      ctx.appendHeader('set-cookie', 'a=1')
      ctx.appendHeader('set-cookie', 'b=2')
      await ctx.writer.write('one ')
      await more.promise
      await ctx.writer.write('two')
    }),
  )
  expect([response.status, response.headers.get('content-type')]).toEqual([201, 'text/plain'])
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  const reader = response.body!.getReader()
  expect(text((await reader.read()).value)).toBe('one ')
  more.resolve()
  expect(text((await reader.read()).value)).toBe('two')
  expect((await reader.read()).done).toBe(true)
})

test('the handler reads the request that it was given', async () => {
  const request = new Request(URL_OF_IT, { method: 'POST', headers: { 'x-a': 'b' }, body: 'hello' })
  const handler: StreamHandler = async (ctx) => {
    const { method, host, target, url } = ctx
    const seen = [
      method,
      host,
      target,
      url.href,
      ctx.params['id'],
      ctx.headers.get('x-a'),
      await ctx.body.text(),
    ]
    return stream(() => [JSON.stringify(seen)])
  }
  const response = await runRequest(request, handler, { id: '7' })
  // Without the fragment, which a client keeps to itself.
  const target = '/things/7?x=1'
  const seen = ['POST', 'a.example', target, `http://a.example${target}`, '7', 'b', 'hello']
  expect(await response.json()).toEqual(seen)
})

test('the request body is read while the response is written', async () => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const client = writable.getWriter()
  const init = { method: 'POST', body: readable, duplex: 'half' } as const
  const response = await runRequest(new Request(URL_OF_IT, init), (ctx) =>
    stream(
      async () => {
        for await (const bytes of ctx.body) await ctx.writer.write(bytes)
      },
      { settled: true },
    ),
  )
  const reader = response.body!.getReader()
  for (const word of ['one', 'two']) {
    const [{ value }] = await Promise.all([reader.read(), client.write(new TextEncoder().encode(word))])
    expect(text(value)).toBe(word)
  }
  await client.close()
  expect((await reader.read()).done).toBe(true)
})

test('E2 a stream that fails errors the body, with its failure as the cause', async () => {
  const failure = new Error('out of ticks')
  const handler: StreamHandler = () =>
    stream(async ({ writer }) => {
      await writer.write('some')
      throw failure
    })
  const response = await runRequest(new Request(URL_OF_IT), handler, {}, { onError: () => {} })
  await expect(response.text()).rejects.toMatchObject({ message: 'The stream was cut off.', cause: failure })
})

describe('the client leaves', () => {
  test('aborting the signal of the request aborts that of the context, and errors the body', async () => {
    const client = new AbortController()
    const { handler, stopped } = parked('some')
    const onError = vi.fn()
    const request = new Request(URL_OF_IT, { signal: client.signal })
    const reader = (await runRequest(request, handler, {}, { onError })).body!.getReader()
    expect(text((await reader.read()).value)).toBe('some')
    const cause = new Error('enough')
    client.abort(cause)
    expect(await stopped).toBeInstanceOf(ClientDisconnectedError)
    expect(await stopped).toMatchObject({ cause })
    await expect(reader.read()).rejects.toThrow('The stream was cut off.')
    expect(onError).not.toHaveBeenCalled()
  })

  test('aborting it before the head gives an empty 499', async () => {
    const client = new AbortController()
    let ctx: Context | undefined
    const response = runRequest(new Request(URL_OF_IT, { signal: client.signal }), (seen) => {
      ctx = seen
      return new Promise(() => {})
    })
    client.abort()
    expect(await response).toMatchObject({ status: 499, body: null })
    expect(ctx?.signal.reason).toBeInstanceOf(ClientDisconnectedError)
  })

  test('a request that was aborted already is not served', async () => {
    const request = new Request(URL_OF_IT, { signal: AbortSignal.abort() })
    expect((await runRequest(request, () => expect.unreachable())).status).toBe(499)
  })

  test('cancelling the body does the same', async () => {
    const { handler, stopped } = parked('some')
    const streams = new StreamRegistry()
    const { body } = await runRequest(new Request(URL_OF_IT), handler, {}, { streams })
    expect(streams.size).toBe(1)
    await body!.cancel('enough')
    expect(await stopped).toMatchObject({ code: 'CLIENT_DISCONNECTED', cause: 'enough' })
    expect(streams.size).toBe(0)
  })
})

describe('failures', () => {
  test('one before the head is a problem', async () => {
    const onError = vi.fn()
    const error = new HttpError(404, 'Not Found', { detail: 'No such thing.' })
    const response = await runRequest(new Request(URL_OF_IT), () => Promise.reject(error), {}, { onError })
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'No such thing.',
    })
    expect(onError.mock.calls).toEqual([[error, expect.anything()]])
  })

  test('one after the head errors the stream after what was written, and says nothing of its cause', async () => {
    const onError = vi.fn()
    const error = new Error('secret')
    const body: StreamBody = async (ctx) => {
      await ctx.writer.write('some')
      throw error
    }
    const response = await runRequest(new Request(URL_OF_IT), () => stream(body), {}, { onError })
    expect(response.status).toBe(200)
    const reader = response.body!.getReader()
    expect(text((await reader.read()).value)).toBe('some')
    await expect(reader.read()).rejects.toThrow(/^The stream was cut off\.$/)
    expect(onError.mock.calls).toEqual([[error, expect.anything()]])
  })

  test('options that are not what they should be reject', async () => {
    const run = (options: object): Promise<Response> =>
      runRequest(new Request(URL_OF_IT), () => expect.unreachable(), {}, options)
    await expect(run({ errors: 'framework' })).rejects.toThrow(NotSupportedError)
    await expect(run({ bodyLimit: -1 })).rejects.toThrow(InvalidArgumentError)
  })
})

test('HEAD has the status and headers of the GET and no body, which never ran', async () => {
  const body = vi.fn()
  const handler: StreamHandler = () => stream(body, { status: 203, headers: { 'x-a': 'b' }, settled: true })
  const response = await runRequest(new Request(URL_OF_IT, { method: 'HEAD' }), handler)
  expect(response).toMatchObject({ status: 203, body: null })
  expect(response.headers.get('x-a')).toBe('b')
  expect(body).not.toHaveBeenCalled()
})

test('there is no connection, no framework, no form and no other adapter', async () => {
  const onError = vi.fn()
  const answer = async (
    look: (ctx: Context) => unknown,
    parseMultipart?: MultipartParser,
  ): Promise<unknown> => {
    const handler: StreamHandler = (ctx) => stream(() => [JSON.stringify(look(ctx))])
    const options = parseMultipart === undefined ? { onError } : { onError, parseMultipart }
    const response = await runRequest(form(), handler, {}, options)
    return response.status === 200 ? response.json() : onError.mock.lastCall?.[0]
  }
  expect(await answer((ctx) => [...ctx.capabilities])).toEqual(['disconnect', 'fullDuplex'])
  expect(await answer((ctx) => ctx.remoteAddress)).toBeInstanceOf(NotSupportedError)
  expect(await answer((ctx) => ctx.form())).toBeInstanceOf(NotSupportedError)
  expect(await answer(nativeKind('other').unwrap)).toBeInstanceOf(WrongContextError)

  async function* noParts(): AsyncGenerator<never> {}
  const capabilities = ['disconnect', 'fullDuplex', 'multipart']
  expect(await answer((ctx) => [...ctx.capabilities], noParts)).toEqual(capabilities)
  expect(await answer((ctx) => typeof ctx.form(), noParts)).toBe('object')
})

function form(): Request {
  return new Request(URL_OF_IT, { method: 'POST', body: new FormData() })
}
