import { contextKey, eventStream, operation, type Operation } from '@sluice/core'
import { answerChat } from '../chat/answer-chat.ts'
import { type ChatChunk, chatChunk } from '../chat/chat-chunk.ts'
import { chatCompletion } from '../chat/chat-completion.ts'
import { type ChatRequest, chatRequest } from '../chat/chat-request.ts'
import { completionFromChunks } from '../chat/completion-from-chunks.ts'
import { proxyChat } from '../chat/proxy-chat.ts'
import type { Upstream } from '../chat/upstream.ts'

/** Milliseconds for each token of our own model: about as fast as one reads. */
const PACE = 20

/** Bytes of a request: a long conversation, or some pictures for a model that can see. */
const BODY_LIMIT = 10 * 1024 * 1024

/** Characters of chunks that one object is made of; a chunk is mostly what is around its token. */
const COLLECT_LIMIT = 32 * 1024 * 1024

/** The answer of the upstream, from when it has agreed to give one. */
const upstreamAnswer = contextKey<AsyncIterable<ChatChunk>>('demo.upstreamAnswer')

/** How the operation answers. */
export interface ChatOptions {
  /** Who answers in place of our own small model. */
  readonly upstream: Upstream | undefined
  /** Milliseconds for each token of our own model, 20 unless given. */
  readonly pace?: number
}

/** `POST /v1/chat/completions`, as OpenAI defined it: streamed as events, or as one object. */
export function chat({ upstream, pace = PACE }: ChatOptions): Operation {
  return operation({
    id: 'chat',
    method: 'POST',
    path: '/v1/chat/completions',
    tags: ['chat'],
    summary: 'Chat, in the protocol of OpenAI',
    body: chatRequest,
    bodyLimit: BODY_LIMIT,
    errors: { 502: 'The upstream model fails. What it refuses, is refused with its status.' },
    response: eventStream(
      { message: chatChunk },
      {
        description: 'The answer: with `stream` in pieces, without as a whole.',
        offer: ['text/event-stream', 'application/json'],
        choose: ({ body }: { readonly body: ChatRequest }) =>
          body.stream === true ? 'text/event-stream' : 'application/json',
        terminator: '[DONE]',
        collectLimit: COLLECT_LIMIT,
        collect: {
          schema: chatCompletion,
          from: (events) => completionFromChunks(events.map(({ data }) => data)),
        },
      },
    ),
    async before(ctx, { body }) {
      if (upstream !== undefined) ctx.set(upstreamAnswer, await proxyChat(upstream, body, ctx.signal))
    },
    async *handler(ctx, { body }) {
      const chunks = ctx.get(upstreamAnswer) ?? answerChat(body, { pace, signal: ctx.signal })
      for await (const data of chunks) yield { data }
    },
  })
}
