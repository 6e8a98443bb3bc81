import { describe, expect, test } from 'vitest'
import { answerChat } from '../src/chat/answer-chat.ts'
import { type ChatChunk, chatChunk } from '../src/chat/chat-chunk.ts'
import { chatCompletion } from '../src/chat/chat-completion.ts'
import { type ChatRequest, chatRequest } from '../src/chat/chat-request.ts'
import { completionFromChunks } from '../src/chat/completion-from-chunks.ts'
import { tokenize } from '../src/chat/tokenize.ts'

const NEVER = new AbortController().signal

function asking(content: string, more: Partial<ChatRequest> = {}): ChatRequest {
  return { model: 'sluice-demo', messages: [{ role: 'user', content }], ...more }
}

async function chunksFor(request: ChatRequest): Promise<ChatChunk[]> {
  const chunks: ChatChunk[] = []
  for await (const chunk of answerChat(request, { pace: 0, signal: NEVER }))
    chunks.push(chatChunk.parse(chunk))
  return chunks
}

function textIn(chunks: readonly ChatChunk[]): string {
  return chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta.content ?? '')).join('')
}

describe('a request', () => {
  test('may have everything that the model reads, and what it does not', () => {
    const request = {
      model: 'any',
      messages: [
        { role: 'system', content: 'Be brief.', name: 'house' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Hi' },
            { type: 'image_url', image_url: { url: 'x' } },
          ],
        },
        { role: 'assistant', content: null, tool_calls: [] },
        { role: 'tool', content: 'yes', tool_call_id: '1' },
      ],
      stream: true,
      stream_options: { include_usage: true, include_obfuscation: false },
      max_tokens: 10,
      max_completion_tokens: 10,
      temperature: 0,
      seed: -7,
      stop: ['a', 'b'],
      n: 1,
      tools: [{ type: 'function' }],
      user: 'someone',
    }
    expect(chatRequest.parse(request)).toEqual(request)
    const nulls = {
      stream: null,
      stream_options: null,
      max_tokens: null,
      temperature: null,
      seed: null,
      stop: null,
    }
    expect(chatRequest.parse({ ...asking('x'), ...nulls, n: null })).toMatchObject(nulls)
  })

  test.each([
    ['model', { model: '' }],
    ['model', { model: undefined }],
    ['messages', { messages: [] }],
    ['messages.0.role', { messages: [{ role: 'robot', content: 'x' }] }],
    ['messages.0.content', { messages: [{ role: 'user', content: 1 }] }],
    ['messages.0.content', { messages: [{ role: 'user', content: [{ type: 'text' }] }] }],
    ['messages.0.content', { messages: [{ role: 'user', content: [{ type: 'smell' }] }] }],
    ['stream', { stream: 'yes' }],
    ['max_tokens', { max_tokens: 0 }],
    ['max_completion_tokens', { max_completion_tokens: 1.5 }],
    ['temperature', { temperature: 2.1 }],
    ['temperature', { temperature: -1 }],
    ['seed', { seed: 0.5 }],
    ['stop', { stop: '' }],
    ['stop', { stop: ['1', '2', '3', '4', '5'] }],
    ['n', { n: 2 }],
    ['stream_options', { stream_options: true }],
  ])('is refused at %s: %j', (path, change) => {
    const { error } = chatRequest.safeParse({ ...asking('x'), ...change })
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
  })
})

describe('the chunks of an answer', () => {
  test('are the role, the text, and the reason for its end', async () => {
    const chunks = await chunksFor(asking('What is backpressure?', { stream: true }))
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1)
    expect(chunks[0]).toEqual({
      id: expect.stringMatching(/^chatcmpl-/),
      object: 'chat.completion.chunk',
      created: expect.closeTo(Date.now() / 1_000, -1),
      model: 'sluice-demo',
      choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }],
    })
    for (const { choices } of chunks.slice(1, -1)) {
      expect(choices).toEqual([{ index: 0, delta: { content: expect.any(String) }, finish_reason: null }])
    }
    expect(chunks.at(-1)?.choices).toEqual([{ index: 0, delta: {}, finish_reason: 'stop' }])
    expect(textIn(chunks).length).toBeGreaterThan(10)
  })

  test('are followed by the usage, if that is asked for', async () => {
    const chunks = await chunksFor(
      asking('How many tokens?', { stream: true, stream_options: { include_usage: true }, max_tokens: 5 }),
    )
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('length')
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { prompt_tokens: 4, completion_tokens: 5, total_tokens: 9 },
    })
  })

  test('end before a stop sequence', async () => {
    const whole = textIn(await chunksFor(asking('Tell me about Koa', { seed: 1 })))
    const [, , third = ''] = tokenize(whole)
    for (const stop of [third, [third, 'never said']]) {
      const chunks = await chunksFor(asking('Tell me about Koa', { seed: 1, stop, stream: true }))
      expect(textIn(chunks)).toBe(whole.slice(0, whole.indexOf(third)))
      expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop')
    }
  })

  test('answer what the user said last, in whatever form', async () => {
    const user = {
      role: 'user',
      content: [
        { type: 'text', text: 'Explain ' },
        { type: 'text', text: 'Koa' },
      ],
    } as const
    const messages = [
      { role: 'system', content: 'You know everything about backpressure.' },
      { role: 'user', content: 'What is backpressure?' },
      { role: 'assistant', content: 'Backpressure is …' },
      user,
      { role: 'assistant', content: null },
    ] as const
    const text = textIn(await chunksFor({ model: 'm', messages, temperature: 0.5 }))
    expect(text).toBe(textIn(await chunksFor(asking('Explain Koa', { temperature: 0.5 }))))
    expect(text).toContain('Koa')
  })

  test('take their time, but no longer than the signal', async () => {
    const leave = new AbortController()
    const reason = new Error('gone')
    const answer = answerChat(asking('x'), { pace: 1e6, signal: leave.signal })
    await answer.next()
    const next = answer.next()
    leave.abort(reason)
    await expect(next).rejects.toMatchObject({ cause: reason })
  })
})

describe('a completion', () => {
  test('is its chunks joined', async () => {
    const chunks = await chunksFor(asking('What is a stream?'))
    const completion = completionFromChunks(chunks)
    expect(chatCompletion.parse(completion)).toEqual(completion)
    expect(completion).toMatchObject({
      id: chunks[0]?.id,
      object: 'chat.completion',
      model: 'sluice-demo',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: textIn(chunks), refusal: null },
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 5 },
    })
  })

  test('has the calls and the refusal of another model', () => {
    const chunk = (delta: object, finishReason: string | null = null): ChatChunk => ({
      id: '1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      choices: [{ index: 0, delta, finish_reason: finishReason }],
    })
    const call = (index: number, rest: object): object => ({ tool_calls: [{ index, ...rest }] })
    const completion = completionFromChunks([
      chunk({ role: 'assistant', content: null, refusal: 'no' }),
      chunk(call(0, { id: 'a', type: 'function', function: { name: 'look', arguments: '' } })),
      chunk(call(1, { id: 'b', function: { name: 'take', arguments: '{' } })),
      chunk(call(0, { function: { arguments: '{"x":' } })),
      chunk(call(1, { function: { arguments: '}' } })),
      chunk(call(0, { function: { arguments: '1}' } })),
      chunk({}, 'tool_calls'),
    ])
    expect(chatCompletion.parse(completion)).toEqual(completion)
    expect(completion.choices).toEqual([
      {
        index: 0,
        message: {
          role: 'assistant',
          content: null,
          refusal: 'no',
          tool_calls: [
            { id: 'a', type: 'function', function: { name: 'look', arguments: '{"x":1}' } },
            { id: 'b', type: 'function', function: { name: 'take', arguments: '{}' } },
          ],
        },
        logprobs: null,
        finish_reason: 'tool_calls',
      },
    ])
    expect(completion).not.toHaveProperty('usage')
  })

  test('is not made of nothing', () => {
    expect(() => completionFromChunks([])).toThrow(expect.objectContaining({ status: 502 }))
  })
})
