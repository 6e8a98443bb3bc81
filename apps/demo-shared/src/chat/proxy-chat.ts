import { HttpError } from '@sluice/core'
import { createParser, type ParseError } from 'eventsource-parser'
import { wantsUsage } from './answer-chat.ts'
import { type ChatChunk, chatChunk } from './chat-chunk.ts'
import type { ChatRequest } from './chat-request.ts'
import type { Upstream } from './upstream.ts'
import { refusalOf, upstreamFailure } from './upstream-failure.ts'

/** Characters that one event of the upstream may have. */
const MAX_EVENT = 1024 * 1024

/**
 * Passes a chat request on to a server that speaks the same protocol. Settles when that has agreed to answer, so that
 * what it refuses can be refused properly; the chunks of its answer are then read as they are taken.
 *
 * The upstream request ends with the signal, and when whoever has begun to read stops or has read to the end.
 * @throws {HttpError} 4xx when it refuses the request, 502 when it fails, also in the middle of its answer
 */
export async function proxyChat(
  upstream: Upstream,
  request: ChatRequest,
  signal: AbortSignal,
): Promise<AsyncGenerator<ChatChunk, void, undefined>> {
  const response = await ask(upstream, request, signal)
  if (!response.ok) throw await refusalOf(response, upstream.apiKey)
  const type = response.headers.get('content-type') ?? ''
  if (response.body === null || !/^text\/event-stream\b/i.test(type)) {
    await response.body?.cancel()
    throw upstreamFailure('The upstream model did not answer with a stream.')
  }
  return chunksOf(response.body, signal)
}

async function ask(
  { baseUrl, apiKey }: Upstream,
  request: ChatRequest,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(`${baseUrl.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      // Always a stream; one object is made of it here. The usage comes only when it is asked for.
      body: JSON.stringify({
        ...request,
        stream: true,
        ...(wantsUsage(request)
          ? { stream_options: { ...request.stream_options, include_usage: true } }
          : {}),
      }),
      // Not to a place that nobody has configured.
      redirect: 'error',
      signal,
    })
  } catch (cause) {
    signal.throwIfAborted()
    throw upstreamFailure('The upstream model cannot be reached.', cause)
  }
}

async function* chunksOf(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<ChatChunk, void, undefined> {
  let finished = false
  try {
    for await (const data of dataOf(body)) {
      if (data === '[DONE]') return
      const chunk = parseChunk(data)
      finished ||= chunk.choices.some((choice) => choice.finish_reason)
      yield chunk
    }
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof HttpError
      ? error
      : upstreamFailure('The upstream model broke off its answer.', error)
  }
  // Some servers leave out the last event, but none the reason for the end.
  if (!finished) throw upstreamFailure('The upstream model broke off its answer.')
}

/** The data of each event. */
async function* dataOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const events: string[] = []
  let failure: ParseError | undefined
  const parser = createParser({
    maxBufferSize: MAX_EVENT,
    onEvent: ({ data }) => events.push(data),
    onError: (error) => {
      // An unknown field is no mistake: whoever reads events passes over it.
      if (error.type === 'max-buffer-size-exceeded') failure = error
    },
  })
  const decoder = new TextDecoder()
  for await (const bytes of body) {
    parser.feed(decoder.decode(bytes, { stream: true }))
    yield* events.splice(0)
    if (failure !== undefined) throw failure
  }
}

/** @throws {HttpError} 502 when it is none, for example an error in place of the next chunk */
function parseChunk(data: string): ChatChunk {
  try {
    return chatChunk.parse(JSON.parse(data))
  } catch (cause) {
    throw upstreamFailure('The upstream model sent something that is no piece of an answer.', cause)
  }
}
