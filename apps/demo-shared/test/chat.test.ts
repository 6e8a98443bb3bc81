import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApi } from '@sluice/core'
import { mount } from '@sluice/node'
import OpenAI, { APIError } from 'openai'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { upstreamFrom } from '../src/chat/upstream.ts'
import { chat, type ChatOptions } from '../src/operations/chat.ts'
import { chunkEvent, fakeUpstream, streaming } from './fake-upstream.ts'

const MESSAGES = [{ role: 'user', content: 'What is backpressure?' }] as const
const ASK = { model: 'sluice-demo', messages: [...MESSAGES], seed: 1, temperature: 0.5 }

interface Served {
  readonly url: string
  /** The official client. */
  readonly client: OpenAI
  readonly errors: readonly unknown[]
}

/** A server of the chat, until the test is over. */
async function serveChat(options: ChatOptions): Promise<Served> {
  const errors: unknown[] = []
  const operations = [chat({ pace: 1, ...options })]
  const server = createServer()
  mount(server, createApi({ title: 'T', version: '1', operations, onError: (error) => errors.push(error) }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'any', maxRetries: 0 })
  return { url, client, errors }
}

async function textOf(chunks: AsyncIterable<OpenAI.ChatCompletionChunk>): Promise<string> {
  let text = ''
  for await (const { choices } of chunks) text += choices[0]?.delta.content ?? ''
  return text
}

describe('the official client', () => {
  test('reads an answer as a stream and as a whole, and they are the same', async () => {
    const { client } = await serveChat({ upstream: undefined })
    const whole = await client.chat.completions.create(ASK)
    expect(whole.choices[0]?.message.content).toMatch(/backpressure|slow|sluice/i)
    expect(whole.choices[0]?.finish_reason).toBe('stop')
    expect(whole.usage?.prompt_tokens).toBe(4)

    const stream = await client.chat.completions.create({ ...ASK, stream: true })
    expect(await textOf(stream)).toBe(whole.choices[0]?.message.content)

    const helper = client.chat.completions.stream({ ...ASK, stream_options: { include_usage: true } })
    const { choices, usage } = await helper.finalChatCompletion()
    expect(choices[0]?.message.content).toBe(whole.choices[0]?.message.content)
    expect(usage).toEqual(whole.usage)
  })

  test('is told what is wrong with its request', async () => {
    const { client } = await serveChat({ upstream: undefined })
    const error: unknown = await client.chat.completions
      .create({ ...ASK, n: 2 })
      .catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(APIError)
    expect(error).toMatchObject({ status: 422 })
  })

  test('may leave in the middle', async () => {
    const { client, errors } = await serveChat({ upstream: undefined, pace: 50 })
    const stream = await client.chat.completions.create({ ...ASK, stream: true })
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break
    await vi.waitFor(() => expect(stream.controller.signal.aborted).toBe(true))
    expect(errors).toEqual([])
  })
})

describe('the wire', () => {
  test('ends with [DONE], and is not chosen by Accept', async () => {
    const { url } = await serveChat({ upstream: undefined })
    const ask = (body: object, accept: string): Promise<Response> =>
      fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ ...ASK, ...body }),
      })
    const streamed = await ask({ stream: true, max_tokens: 1 }, 'application/json')
    expect(streamed.headers.get('content-type')).toMatch(/^text\/event-stream/)
    const events = (await streamed.text()).split('\n\n')
    expect(events.slice(-2)).toEqual(['data: [DONE]', ''])
    expect(events).toHaveLength(5)
    for (const event of events.slice(0, 3)) expect(event).toMatch(/^data: {"id":"chatcmpl-/)

    const whole = await ask({ max_tokens: 1 }, 'text/event-stream')
    expect(whole.headers.get('content-type')).toBe('application/json')
    expect(await whole.json()).toMatchObject({ object: 'chat.completion', usage: { completion_tokens: 1 } })
  })
})

describe('with an upstream', () => {
  const apiKey = 'very+secret'

  test('its answer is passed on, as a stream and as a whole', async () => {
    const fake = await fakeUpstream((response) => {
      streaming(response).end(
        `${chunkEvent('Grüße ')}${chunkEvent('🌊')}${chunkEvent('', 'stop')}data: [DONE]\n\n`,
      )
    })
    const { client } = await serveChat({ upstream: { baseUrl: fake.baseUrl, apiKey } })
    expect(await textOf(await client.chat.completions.create({ ...ASK, stream: true }))).toBe('Grüße 🌊')
    const whole = await client.chat.completions.create(ASK)
    expect(whole).toMatchObject({ model: 'big', choices: [{ message: { content: 'Grüße 🌊' } }] })
    expect(fake.requests).toMatchObject([{ authorization: `Bearer ${apiKey}` }, { body: { seed: 1 } }])
  })

  test.each([true, false])('its refusal is refused with its status, stream: %s', async (stream) => {
    const fake = await fakeUpstream((response) => void response.writeHead(429, { 'retry-after': '7' }).end())
    const { client } = await serveChat({ upstream: { baseUrl: fake.baseUrl, apiKey } })
    const error: unknown = await client.chat.completions
      .create({ ...ASK, stream })
      .catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(APIError)
    expect(error).toMatchObject({ status: 429 })
    expect((error as APIError).headers?.get('retry-after')).toBe('7')
  })

  test('its failure in the middle is an error for the client, and says nothing of the key', async () => {
    const fake = await fakeUpstream((response) => {
      streaming(response).end(`${chunkEvent('half')}data: {"error":{"message":"${apiKey}"}}\n\n`)
    })
    const { client, url, errors } = await serveChat({ upstream: { baseUrl: fake.baseUrl, apiKey } })
    const stream = await client.chat.completions.create({ ...ASK, stream: true })
    await expect(textOf(stream)).rejects.toThrow()
    const whole: unknown = await client.chat.completions.create(ASK).catch((caught: unknown) => caught)
    expect(whole).toMatchObject({ status: 502 })
    const body = JSON.stringify({ ...ASK, stream: true })
    const raw = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    let text = ''
    try {
      for await (const bytes of raw.body ?? []) text += Buffer.from(bytes as Uint8Array).toString()
    } catch {
      // It is no clean end.
    }
    expect(text).toContain('event: error')
    expect(text).not.toContain('[DONE]')
    expect(text).not.toContain(apiKey)
    expect(errors).toHaveLength(3)
  })

  test('a client that leaves ends the upstream request', async () => {
    const fake = await fakeUpstream((response) => void streaming(response).write(chunkEvent('half')))
    const { client, errors } = await serveChat({ upstream: { baseUrl: fake.baseUrl, apiKey } })
    const stream = await client.chat.completions.create({ ...ASK, stream: true })
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content === 'half') break
    await vi.waitFor(() => expect(fake.left).toBe(1))
    expect(errors).toEqual([])
  })

  test('the environment says which', () => {
    expect(upstreamFrom({})).toBeUndefined()
    expect(upstreamFrom({ OPENAI_BASE_URL: '', OPENAI_API_KEY: 'x' })).toBeUndefined()
    expect(upstreamFrom({ OPENAI_BASE_URL: 'http://a/v1' })).toEqual({
      baseUrl: 'http://a/v1',
      apiKey: undefined,
    })
    expect(upstreamFrom({ OPENAI_BASE_URL: 'http://a/v1', OPENAI_API_KEY: 'x' })?.apiKey).toBe('x')
  })
})
