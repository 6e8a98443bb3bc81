import type { ServerResponse } from 'node:http'
import { HttpError } from '@sluice/core'
import { describe, expect, test, vi } from 'vitest'
import type { ChatChunk } from '../src/chat/chat-chunk.ts'
import type { ChatRequest } from '../src/chat/chat-request.ts'
import { proxyChat } from '../src/chat/proxy-chat.ts'
import { type Answer, chunkEvent as chunk, fakeUpstream as upstream, streaming } from './fake-upstream.ts'

const KEY = 'very+secret=0123456789'
const REQUEST: ChatRequest = {
  model: 'big',
  messages: [{ role: 'user', content: 'Grüße?' }],
  stream: true,
}

interface Asked {
  readonly chunks: ChatChunk[]
  readonly error: HttpError | undefined
}

/** What comes of a request: the chunks, then how it failed if it did. */
async function ask(baseUrl: string, request: ChatRequest = REQUEST): Promise<Asked> {
  const chunks: ChatChunk[] = []
  try {
    const never = new AbortController().signal
    for await (const piece of await proxyChat({ baseUrl, apiKey: KEY }, request, never)) chunks.push(piece)
    return { chunks, error: undefined }
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    expect(JSON.stringify([error.detail, error.title, error.extensions, error.headers])).not.toContain(KEY)
    return { chunks, error }
  }
}

function textIn({ chunks }: Asked): string {
  return chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta.content ?? '')).join('')
}

describe('a request', () => {
  test('is passed on with our key, always as one for a stream', async () => {
    const fake = await upstream(
      (response) => void streaming(response).end(`${chunk('', 'stop')}data: [DONE]\n\n`),
    )
    await ask(fake.baseUrl, { ...REQUEST, seed: 1, ...{ logit_bias: { 1: 2 } } })
    await ask(`${fake.baseUrl}//`, { ...REQUEST, stream: false })
    expect(fake.requests).toEqual([
      {
        url: '/v1/chat/completions',
        authorization: `Bearer ${KEY}`,
        body: { ...REQUEST, seed: 1, logit_bias: { 1: 2 } },
      },
      {
        url: '/v1/chat/completions',
        authorization: `Bearer ${KEY}`,
        body: { ...REQUEST, stream_options: { include_usage: true } },
      },
    ])
  })

  test('has no key where there is none', async () => {
    const fake = await upstream((response) => void streaming(response).end('data: [DONE]\n\n'))
    const { signal } = new AbortController()
    for await (const piece of await proxyChat(
      { baseUrl: fake.baseUrl, apiKey: undefined },
      REQUEST,
      signal,
    )) {
      expect.fail(`There should be no ${piece.id}.`)
    }
    expect(fake.requests).toMatchObject([{ authorization: '' }])
  })
})

describe('an answer', () => {
  test('arrives chunk by chunk, as soon as each is sent', async () => {
    let response: ServerResponse | undefined
    const fake = await upstream((begun) => {
      response = streaming(begun)
      begun.write(chunk('a'))
    })
    const chunks = await proxyChat(
      { baseUrl: fake.baseUrl, apiKey: KEY },
      REQUEST,
      new AbortController().signal,
    )
    expect(await chunks.next()).toMatchObject({
      value: { extra: true, choices: [{ delta: { content: 'a' } }] },
    })
    response?.write(chunk('b'))
    expect(await chunks.next()).toMatchObject({ value: { choices: [{ delta: { content: 'b' } }] } })
    response?.end(`${chunk('', 'stop')}data: [DONE]\n\n`)
    expect(await chunks.next()).toMatchObject({ done: false })
    expect(await chunks.next()).toEqual({ value: undefined, done: true })
  })

  test('may be cut anywhere, have comments and other fields, and end without the last event', async () => {
    const fake = await upstream(async (response) => {
      streaming(response)
      const bytes = Buffer.from(`: hello\n\nfoo: bar\n${chunk('Grüße 🌊')}: ping\n\n${chunk('!', 'stop')}`)
      for (const byte of bytes) {
        response.write(Uint8Array.of(byte))
        await new Promise(setImmediate)
      }
      response.end()
    })
    const asked = await ask(fake.baseUrl)
    expect(textIn(asked)).toBe('Grüße 🌊!')
    expect(asked.error).toBeUndefined()
  })
})

describe('a refusal', () => {
  test.each([
    [400, 400, 'max_tokens is too large'],
    [404, 404, 'There is no model of that name'],
    [413, 413, 'Too long'],
    [422, 422, 'No'],
    [429, 429, 'Slow down'],
  ])('with %d is passed on with %d', async (status, expected, message) => {
    const fake = await upstream((response) => {
      response.writeHead(status, { 'retry-after': '7', 'x-secret': KEY })
      response.end(
        JSON.stringify({ error: { message: `${message} (${KEY}, sk-proj-a*b_c, Bearer abc.def)` } }),
      )
    })
    const { error } = await ask(fake.baseUrl)
    expect(error).toMatchObject({ status: expected, headers: { 'retry-after': '7' } })
    expect(error?.detail).toBe(
      `The upstream model refused the request: ${message} (…, …, …)`.replace('…)', '…'),
    )
  })

  test.each([401, 402, 403, 408, 500, 503, 529])('with %d is ours to see to: 502', async (status) => {
    const fake = await upstream((response) => {
      response.writeHead(status).end(JSON.stringify({ error: { message: `Incorrect API key: ${KEY}` } }))
    })
    const { error } = await ask(fake.baseUrl)
    expect(error).toMatchObject({
      status: 502,
      detail: `The upstream model failed with status ${status}.`,
    })
  })

  test.each([
    ['nothing', ''],
    ['a page', '<h1>Not found</h1>'],
    ['another object', '{"error":"no"}'],
  ])('may say %s', async (_what, body) => {
    const fake = await upstream((response) => void response.writeHead(404).end(body))
    const { error } = await ask(fake.baseUrl)
    expect(error).toMatchObject({ status: 404, detail: 'The upstream model refused the request.' })
  })

  test('without an end is not read to its end', async () => {
    const fake = await upstream(async (response) => {
      response.writeHead(400)
      while (!response.destroyed) {
        response.write('x'.repeat(10_000))
        await new Promise(setImmediate)
      }
    })
    expect((await ask(fake.baseUrl)).error).toMatchObject({ status: 400 })
    await vi.waitFor(() => expect(fake.left).toBe(1))
  })
})

describe('a failure', () => {
  test('to reach the upstream is a 502', async () => {
    const fake = await upstream((response) => void response.destroy())
    for (const baseUrl of [
      fake.baseUrl,
      'http://127.0.0.1:1/v1',
      'nowhere',
      `http://user:${KEY}@127.0.0.1:1`,
    ]) {
      const { error } = await ask(baseUrl)
      expect(error).toMatchObject({ status: 502, detail: 'The upstream model cannot be reached.' })
    }
  })

  test('is a redirection, because nobody configured where it leads', async () => {
    const other = await upstream((response) => void response.end())
    const fake = await upstream(
      (response) => void response.writeHead(307, { location: `${other.baseUrl}/chat/completions` }).end(),
    )
    expect((await ask(fake.baseUrl)).error).toMatchObject({ status: 502 })
    expect(other.requests).toEqual([])
  })

  test('is an answer that is no stream', async () => {
    const fake = await upstream((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices":[]}')
    })
    expect((await ask(fake.baseUrl)).error).toMatchObject({
      status: 502,
      detail: 'The upstream model did not answer with a stream.',
    })
  })

  test.each<[string, Answer]>([
    ['ends', (response) => void response.end()],
    ['resets', (response) => void response.destroy()],
  ])('in the middle comes after the chunks before it, when it %s', async (_how, end) => {
    const fake = await upstream(async (response, request) => {
      streaming(response).write(chunk('half'))
      await vi.waitFor(() => expect(response.writableLength).toBe(0))
      await end(response, request)
    })
    const asked = await ask(fake.baseUrl)
    expect(textIn(asked)).toBe('half')
    expect(asked.error).toMatchObject({ status: 502, detail: 'The upstream model broke off its answer.' })
  })

  test.each([
    ['an error', `data: {"error":{"message":"overloaded ${KEY}"}}\n\n`],
    ['no JSON', 'data: {"id"\n\n'],
    ['another object', 'data: {"object":"chat.completion"}\n\n'],
  ])('is %s in place of a chunk', async (_what, event) => {
    const fake = await upstream(
      (response) => void streaming(response).end(chunk('half') + event + chunk('more')),
    )
    const asked = await ask(fake.baseUrl)
    expect(textIn(asked)).toBe('half')
    expect(asked.error).toMatchObject({
      status: 502,
      detail: 'The upstream model sent something that is no piece of an answer.',
    })
  })

  test('is an event without an end', async () => {
    const fake = await upstream(async (response) => {
      streaming(response).write('data: ')
      while (!response.destroyed) {
        response.write('x'.repeat(100_000))
        await new Promise(setImmediate)
      }
    })
    expect((await ask(fake.baseUrl)).error).toMatchObject({ status: 502 })
    await vi.waitFor(() => expect(fake.left).toBe(1))
  })
})

describe('leaving', () => {
  const reason = new Error('The client has left.')

  test('ends the upstream request before it answers', async () => {
    const leave = new AbortController()
    const fake = await upstream(() => leave.abort(reason))
    await expect(proxyChat({ baseUrl: fake.baseUrl, apiKey: KEY }, REQUEST, leave.signal)).rejects.toBe(
      reason,
    )
    await vi.waitFor(() => expect(fake.left).toBe(1))
  })

  test('ends it in the middle of the answer', async () => {
    const leave = new AbortController()
    const fake = await upstream((response) => void streaming(response).write(chunk('half')))
    const chunks = await proxyChat({ baseUrl: fake.baseUrl, apiKey: KEY }, REQUEST, leave.signal)
    await chunks.next()
    const next = chunks.next()
    leave.abort(reason)
    await expect(next).rejects.toBe(reason)
    await vi.waitFor(() => expect(fake.left).toBe(1))
  })

  test('by no longer reading ends it as well', async () => {
    const fake = await upstream((response) => void streaming(response).write(chunk('half')))
    const { signal } = new AbortController()
    for await (const piece of await proxyChat({ baseUrl: fake.baseUrl, apiKey: KEY }, REQUEST, signal)) {
      expect(piece.id).toBe('1')
      break
    }
    await vi.waitFor(() => expect(fake.left).toBe(1))
  })
})
