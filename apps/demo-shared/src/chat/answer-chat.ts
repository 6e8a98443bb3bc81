import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatChunk, ChatDelta } from './chat-chunk.ts'
import { type ChatRequest, textOf } from './chat-request.ts'
import type { ChatUsage } from './chat-usage.ts'
import { complete, type FinishReason } from './complete.ts'
import { untilStop } from './stop-sequences.ts'
import { tokenize } from './tokenize.ts'

/** Tokens of an answer, unless the request says otherwise. */
const DEFAULT_TOKENS = 160

/** Tokens of any answer: the model has read too little to say more. */
const MAX_TOKENS = 1_000

/** How it is answered. */
export interface AnswerOptions {
  /** Milliseconds before each token, because a model that answers at once shows nothing of streaming. */
  readonly pace: number
  /** Ends the waiting: the answer then fails with its reason. */
  readonly signal: AbortSignal
}

/**
 * Answers a chat request with the model of the demo, in the chunks that OpenAI defined: the role, the text token by
 * token, the reason for its end, and the usage if that was asked for, as a chunk without a choice.
 */
export async function* answerChat(
  request: ChatRequest,
  { pace, signal }: AnswerOptions,
): AsyncGenerator<ChatChunk, void, undefined> {
  const head = {
    id: `chatcmpl-${randomUUID()}`,
    object: 'chat.completion.chunk',
    created: Math.floor(Date.now() / 1_000),
    model: request.model,
  } as const
  const chunk = (delta: ChatDelta, finishReason: FinishReason | null): ChatChunk => ({
    ...head,
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  })

  yield chunk({ role: 'assistant', content: '' }, null)
  const answer = textAnswering(request)
  let text = ''
  let next = answer.next()
  for (; next.done !== true; next = answer.next()) {
    if (pace > 0) await sleep(pace, undefined, { signal })
    text += next.value
    yield chunk({ content: next.value }, null)
  }
  yield chunk({}, next.value)
  if (wantsUsage(request)) yield { ...head, choices: [], usage: usageOf(request, text) }
}

/** Whether the last chunk is to be the usage: in an answer that is one object it always is. */
export function wantsUsage({ stream, stream_options: options }: ChatRequest): boolean {
  return stream !== true || options?.include_usage === true
}

function textAnswering(request: ChatRequest): Generator<string, FinishReason, undefined> {
  const { messages, temperature, seed, stop } = request
  const asked = messages.findLast(({ role }) => role === 'user') ?? messages.at(-1)
  const tokens = complete(asked === undefined ? '' : textOf(asked), {
    maxTokens: Math.min(request.max_completion_tokens ?? request.max_tokens ?? DEFAULT_TOKENS, MAX_TOKENS),
    temperature: temperature ?? 1,
    seed: seed ?? undefined,
  })
  return untilStop(tokens, typeof stop === 'string' ? [stop] : (stop ?? []))
}

function usageOf({ messages }: ChatRequest, text: string): ChatUsage {
  const prompt = messages.reduce((count, message) => count + tokenize(textOf(message)).length, 0)
  const completion = tokenize(text).length
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }
}
